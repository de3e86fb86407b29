"""Error pages: what happened, what is safe, what to do."""

from datetime import date
from enum import StrEnum
from typing import Final

from flask import Flask, Response, g, make_response, render_template
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from assetmgr.db.errors import Refused, refusal
from assetmgr.web.formats import date_text, language
from assetmgr.web.words import word

_TEXTS: Final = {
    400: (
        lazy_gettext("This could not be read"),
        lazy_gettext("Go back, load the page again and send it once more."),
    ),
    403: (
        lazy_gettext("This is not open to you"),
        lazy_gettext("Your role does not reach this page. Ask your administrator."),
    ),
    404: (
        lazy_gettext("There is nothing here"),
        lazy_gettext("It was moved, or it belongs to another institution."),
    ),
    413: (
        lazy_gettext("The file is too large"),
        lazy_gettext("A file may have up to 32 MB. Nothing was changed."),
    ),
    429: (lazy_gettext("Too many requests"), lazy_gettext("Wait a minute and try again.")),
    500: (
        lazy_gettext("Something went wrong on our side"),
        lazy_gettext("Nothing was changed. Try again; if it stays so, tell LIP IT nodaļa."),
    ),
}


def register(app: Flask) -> None:
    """Bind the error pages."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(Refused, conflict)
    app.register_error_handler(StaleDataError, lambda error: conflict(None))
    app.register_error_handler(IntegrityError, lambda error: conflict(refusal(error)))
    app.register_error_handler(500, lambda error: _page(500))


def translated(refused: Refused) -> str:
    """A refusal in the reader's language."""
    text: str = gettext(refused.message)
    return text % {name: _in_words(value) for name, value in refused.values.items()}


def _in_words(value: object) -> object:
    if isinstance(value, Refused):
        return translated(value)
    if isinstance(value, StrEnum):
        return word(value)
    return date_text(value, language()) if isinstance(value, date) else value


def conflict(refused: Refused | None) -> Response:
    """A rule or another person's change stands against the wish: 409, nothing was changed."""
    text = (
        translated(refused)
        if refused
        else gettext("Somebody changed the same data at this moment. Open the page again.")
    )
    return _page(409, gettext("This was not done"), text)


def _http(error: HTTPException) -> Response:
    return _page(error.code or 500)


def _stale_form(error: CSRFError) -> Response:
    return _page(
        400,
        gettext("The form is too old"),
        gettext("Go back, load the page again and send it once more."),
    )


def _page(code: int, title: str | None = None, text: str | None = None) -> Response:
    g.is_error_page = True  # the frame then asks the database for nothing
    known = _TEXTS.get(code, _TEXTS[404 if code < 500 else 500])
    page = render_template(
        "errors/error.html", code=code, title=title or known[0], text=text or known[1]
    )
    return make_response(page, code)
