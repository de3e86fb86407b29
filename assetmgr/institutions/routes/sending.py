"""What the forms of an institution have in common: sent, refused, or shown."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import render_template
from flask.typing import ResponseReturnValue

from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.web.forms import Form
from assetmgr.web.signed_in import me

Made = TypeVar("Made")


def sent(
    form: Any, write: Callable[..., Made], *subject: object, **circumstances: object
) -> Made | None:
    """What writing a sent form made.

    Args:
        form: a form with `values()`.
        write: takes the session, `subject`, the values; actor, now and `circumstances` by name.

    Returns:
        What `write` returns, which is never None. None: the form was not sent, or is wrong or
        refused, which it says beside its fields.
    """
    if not form.validate_on_submit():
        return None
    values = form.values()
    try:
        return write(db.session(), *subject, values, **acting(), **circumstances)
    except Refused as refused:
        form.refuse(refused)
        return None


def acting() -> dict[str, Any]:
    """Who acts, and when, as operations ask for it."""
    return {"actor": me().as_actor(), "now": datetime.now(UTC)}


def form_page(template: str, form: Form, **context: Any) -> ResponseReturnValue:
    """The page of a form; 422 where it was sent and something in it is to be mended."""
    page = render_template(template, form=form, **context)
    return page, 422 if form.is_submitted() else 200
