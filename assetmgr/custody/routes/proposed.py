"""What two weeks of verdicts propose: swaps to accept, and devices that somebody else uses."""

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from assetmgr.auth.codes import Permission
from assetmgr.custody.operations.accepting import accept_swap
from assetmgr.custody.operations.dismissing import Numbered, dismiss, restore
from assetmgr.custody.policy.proposing import KEPT, LEAST, QUIET, SPAN
from assetmgr.custody.queries import is_on
from assetmgr.custody.queries.proposals import (
    Loan,
    Proposal,
    acts_by_id,
    contents_by_act,
    dismissed_with,
)
from assetmgr.custody.queries.proposals import (
    proposals as proposed,
)
from assetmgr.custody.routes.blueprint import pages
from assetmgr.custody.routes.strip import strip
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.acts import act_or_none, number_of
from assetmgr.web.access import requires
from assetmgr.web.addresses import borrowers_page
from assetmgr.web.clock import today
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import acting, me


@pages.get("")
@requires(Permission.LEND)
def proposals() -> ResponseReturnValue:
    """The proposals of the institution in view, or of all that one reaches."""
    session, place = db.session(), in_view()
    on = is_on(session)
    found = proposed(session, today(), place.id if place else None) if on else None
    return render_template(
        "custody/proposals.html",
        is_on=on,
        found=found,
        strips=_strips(found.swaps + found.hints) if found else {},
        names={one.id: one.short_name for one in mine()} if place is None else {},
        rules={"span": SPAN, "least": LEAST, "quiet": QUIET.days, "kept": KEPT.days},
        endpoints=current_app.view_functions,
        may_decide=me().is_municipal_for(Permission.LENDING_RULES),
    )


@pages.post("/<int:act_id>/swap")
@requires(Permission.LEND)
def accept(act_id: int) -> ResponseReturnValue:
    """Let the papers follow the devices: both acts are superseded."""
    session = db.session()
    found = _proposal(act_id)
    if found.other is None:
        raise Refused(N_("The two no longer say that they swapped. Open the page again."))
    ids = [found.one.act_id, found.other.act_id]
    acts, code = acts_by_id(session, ids), _code(found.one)
    new = accept_swap(
        session,
        (acts[ids[0]], acts[ids[1]]),
        contents_by_act(session, ids),
        code,
        address=borrowers_page(),
        today=today(),
        **acting(),
    )
    numbers = [act_number(code, act.number) for act in new]
    flash(
        gettext(
            "The swap is accepted: the new acts are %(one)s and %(other)s; both wait to be signed.",
            one=numbers[0],
            other=numbers[1],
        ),
        "ok",
    )
    return redirect(url_for("custody.proposals"))


@pages.post("/<int:act_id>/dismiss")
@requires(Permission.LEND)
def dismissed(act_id: int) -> ResponseReturnValue:
    """Propose nothing for a month about this loan, or the two of a swap."""
    session, found = db.session(), _proposal(act_id)
    loans = [one for one in (found.one, found.other) if one]
    acts = acts_by_id(session, [one.act_id for one in loans])
    numbered: list[Numbered] = [(acts[one.act_id], one.number) for one in loans]
    dismiss(session, numbered, today=today(), **acting())
    undo = (gettext("Undo"), url_for("custody.restored", act_id=act_id))
    told: Any = (gettext("It is dismissed for %(days)s days.", days=QUIET.days), undo)
    flash(told, "ok")
    return redirect(url_for("custody.proposals"))


@pages.post("/<int:act_id>/restore")
@requires(Permission.LEND)
def restored(act_id: int) -> ResponseReturnValue:
    """Take a dismissal back."""
    session = db.session()
    act_or_none(session, act_id) or abort(404)
    acts = acts_by_id(session, dismissed_with(session, act_id))
    restore(session, [(act, number_of(session, act)) for act in acts.values()], **acting())
    flash(gettext("It stands among the proposals again."), "ok")
    return redirect(url_for("custody.proposals"))


def _proposal(act_id: int) -> Proposal:
    """What is proposed about a loan; 404 to strangers.

    Raises:
        Refused: nothing is, any more.
    """
    session = db.session()
    act = act_or_none(session, act_id) or abort(404)
    found = proposed(session, today(), act.institution_id, act_id)
    both = (*found.swaps, *found.hints)
    if not is_on(session) or not both:
        raise Refused(N_("Nothing is proposed about this loan any more. Open the page again."))
    return both[0]


def _code(loan: Loan) -> str:
    return next(one.code for one in mine() if one.id == loan.institution_id)


def _strips(found: tuple[Proposal, ...]) -> dict[int, Markup]:
    loans = [loan for one in found for loan in (one.one, one.other) if loan]
    return {loan.act_id: strip(loan) for loan in loans}
