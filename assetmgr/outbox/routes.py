"""The page of letters: how many wait, how many went, which ones were given up."""

from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import config_of, db
from assetmgr.i18n.marks import N_
from assetmgr.outbox import queries
from assetmgr.outbox.operations.again import try_again
from assetmgr.outbox.policy import KEPT
from assetmgr.outbox.words import REASON_WORDS
from assetmgr.web.access import requires
from assetmgr.web.institution_in_view import in_view, mine

LATELY: Final = timedelta(days=7)

pages = Blueprint("outbox", __name__, url_prefix="/mail")


@pages.get("")
@requires(Permission.MAIL)
def show() -> ResponseReturnValue:
    """Counts, what stands in the way, and the letters that were given up."""
    session = db.session()
    place = _place()
    return render_template(
        "outbox/mail.html",
        counts=queries.counts(session, place, since=datetime.now(UTC) - LATELY),
        troubles=queries.troubles(session, place),
        failures=queries.failures(session, place),
        names={one.id: one.short_name for one in mine()} if place is None else {},
        is_configured=config_of(current_app).mail.server is not None,
        kept_days=KEPT.days,
        reason_words=REASON_WORDS,
    )


@pages.post("/<int:mail_id>/again")
@requires(Permission.MAIL)
def again(mail_id: int) -> ResponseReturnValue:
    """Let one letter wait anew."""
    session = db.session()
    if not queries.is_known(session, mail_id):
        abort(404)
    if not try_again(session, datetime.now(UTC), mail_id=mail_id):
        raise Refused(N_("This letter was sent meanwhile, or nothing is left of it to send."))
    flash(gettext("The letter will be sent within a minute."), "ok")
    return redirect(url_for("outbox.show"))


@pages.post("/again")
@requires(Permission.MAIL)
def all_again() -> ResponseReturnValue:
    """Let all that were given up wait anew."""
    count = try_again(db.session(), datetime.now(UTC), place=_place())
    flash(
        ngettext(
            "%(num)d letter will be tried again within a minute.",
            "%(num)d letters will be tried again within a minute.",
            count,
        ),
        "ok",
    )
    return redirect(url_for("outbox.show"))


def _place() -> int | None:
    chosen = in_view()
    return chosen.id if chosen else None
