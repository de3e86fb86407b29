"""Which language a person reads."""

from typing import Final

from babel import Locale
from flask import has_request_context, request, session
from flask_login import current_user

LOCALES: Final = ("lv", "en")
_KNOWN: Final = {code: Locale(code) for code in LOCALES}


def current() -> str:
    """The person's language: as chosen in this browser, as kept in the account, else Latvian."""
    if not has_request_context():
        return "lv"
    chosen = session.get("locale")
    if chosen in LOCALES:
        return str(chosen)
    if current_user and current_user.is_authenticated:
        return str(current_user.person.locale)
    return request.accept_languages.best_match(LOCALES, "lv") or "lv"


def locale() -> Locale:
    """As `current`; made once, for Babel looks a code up on the disk each time."""
    code = current()
    return _KNOWN.get(code) or Locale.parse(code)
