"""The public page to which a poster leads: what a school can lend now, in counts."""

from datetime import UTC, datetime

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmgr.extensions import db, limiter
from assetmgr.lending.queries.public import offer_of
from assetmgr.lending.routes.blueprint import pages
from assetmgr.web.access import public as for_everybody
from assetmgr.web.clock import today


@pages.get("/available/<school>")
@limiter.limit("60/minute")
@for_everybody
def public(school: str) -> ResponseReturnValue:
    """What can be borrowed; it names neither a device nor a person."""
    offer = offer_of(db.session(), school, today()) or abort(404)
    return render_template(
        "lending/available.html",
        offer=offer,
        now=datetime.now(UTC),
        own_page=url_for("auth.my"),
    )
