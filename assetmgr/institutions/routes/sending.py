"""What the forms of an institution have in common: sent, refused, or shown."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import render_template
from flask.typing import ResponseReturnValue

from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.web.forms import Form
from assetmgr.web.signed_in import acting

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


def form_page(template: str, form: Form, **context: Any) -> ResponseReturnValue:
    """The page of a form; 422 where it was sent and something in it is to be mended."""
    page = render_template(template, form=form, **context)
    return page, 422 if form.is_submitted() else 200
