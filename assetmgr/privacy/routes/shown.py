"""What is due to be forgotten, and what was."""

from flask import Blueprint, current_app, render_template

from assetmgr.auth.codes import Permission
from assetmgr.days import local_day
from assetmgr.db.scope import system_scope
from assetmgr.extensions import config_of, db
from assetmgr.lending.queries.settings import policy_of
from assetmgr.privacy.codes import Matter
from assetmgr.privacy.policy.due import month_end, months_before
from assetmgr.privacy.queries.due import Due, count_due
from assetmgr.privacy.queries.past import last_run, months
from assetmgr.privacy.words import MATTER_WORDS
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import me

pages = Blueprint("privacy", __name__, url_prefix="/lending/personal-data")


@pages.get("")
@requires(Permission.LENDING_RULES)
def show() -> str:
    """How much is due this month; the municipality sees when it was last done, and how much."""
    session = db.session()
    kept = policy_of(session).forget_after_months
    is_municipal = me().is_municipal_for(Permission.LENDING_RULES)
    return render_template(
        "privacy/show.html",
        kept=kept,
        due=_due(kept),
        until=month_end(today()),
        is_municipal=is_municipal,
        ran=last_run(session) if is_municipal else None,
        months=months(session) if is_municipal else [],
        matters=list(Matter),
        words=MATTER_WORDS,
    )


def _due(kept: int) -> Due:
    """What is forgotten by the end of this month."""
    until = months_before(month_end(today()), kept)
    midnight = local_day(until, config_of(current_app).timezone).ends
    session = db.session()
    if not me().is_municipal_for(Permission.LENDING_RULES):
        return count_due(session, until, midnight)
    with system_scope(session, reason="counts name nobody"):
        return count_due(session, until, midnight)
