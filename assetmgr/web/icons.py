"""Icons of the sprite, as templates name them."""

from functools import lru_cache
from typing import Final

from flask import Flask
from markupsafe import Markup

_ICON: Final = Markup('<svg class="bi {}" {}><use href="{}#{}"/></svg>')
_HIDDEN: Final = Markup('aria-hidden="true"')
_NAMED: Final = Markup('role="img" aria-label="{}"')


def register(app: Flask) -> None:
    """Give templates `icon(name, label, classes)`.

    `icon("laptop")` is a picture beside words, hidden from screen readers. `icon("x-lg",
    _("Close"))` is a picture alone: the second argument is its name. Names are Bootstrap's; one
    that is new here is added to static/img/icons.txt.
    """
    sprite = f"{app.static_url_path}/vendor/icons.svg"

    @lru_cache(maxsize=1024, typed=True)  # a page has hundreds; markup is another text
    def icon(name: str, label: str = "", classes: str = "") -> Markup:
        return _ICON.format(classes, _NAMED.format(label) if label else _HIDDEN, sprite, name)

    app.jinja_env.globals["icon"] = icon
