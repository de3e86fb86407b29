"""Icons in pages."""

from typing import Any

from flask import Flask
from markupsafe import Markup


def test_a_picture_beside_words_is_hidden_and_one_alone_has_a_name(app: Flask) -> None:
    icon: Any = app.jinja_env.globals["icon"]
    assert str(icon("laptop")).endswith(
        'aria-hidden="true"><use href="/static/vendor/icons.svg#laptop"/></svg>'
    )
    assert 'role="img" aria-label="Close"' in icon("x-lg", "Close")
    assert 'class="bi bi-18"' in icon("camera", classes="bi-18")


def test_a_name_is_escaped_also_where_the_same_one_was_markup(app: Flask) -> None:
    icon: Any = app.jinja_env.globals["icon"]
    assert "A &amp; B" in icon("x-lg", Markup("A &amp; B"))
    assert "A &amp;amp; B" in icon("x-lg", "A &amp; B")
