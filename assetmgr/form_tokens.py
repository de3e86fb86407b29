"""The token of forms, by which a browser shows that one of our own pages sent it here."""

from functools import lru_cache
from typing import Final

from flask import current_app, g, request, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import same_origin, validate_csrf
from wtforms import ValidationError

_FIELD: Final = "csrf_token"
_KEPT: Final = 4_096
"""So many browsers are at work at once."""


class FormTokens(CSRFProtect):  # type: ignore[misc] # it has no types
    """As Flask-WTF's, which checks all; but a token's signature once for all forms of a page.

    At the desk, each scan is a form of the same page. The token has no age: it is right for as
    long as the browser's session has the same key.
    """

    def protect(self, apply_exemptions: bool = False) -> None:
        """Let a form of our own pass.

        Raises:
            CSRFError: another site may have sent it, or its page is too old.
        """
        if request.method == "POST" and _is_ours():
            g.csrf_valid = True
        else:
            super().protect(apply_exemptions)


def _is_ours() -> bool:
    token = request.form.get(_FIELD)
    if not token:
        return False
    try:
        _ensure_right(current_app.secret_key, token, session.get(_FIELD))
    except ValidationError:
        return False
    return not request.is_secure or same_origin(request.referrer or "", request.host_url)


@lru_cache(_KEPT)
def _ensure_right(secret: str, token: str, key: str | None) -> None:
    """What is right for the session's `key` is kept; what is not raises, and is not."""
    validate_csrf(token, secret)
