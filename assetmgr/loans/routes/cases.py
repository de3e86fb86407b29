"""Damage and loss: what waits for a decision, one case, its letter."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import config_of, db
from assetmgr.i18n.marks import N_
from assetmgr.institutions.queries import Named
from assetmgr.loans.act.contents import amount_text
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.case_words import KIND_WORDS, STATUS_LOOKS, STATUS_WORDS
from assetmgr.loans.codes import ActStatus, CaseStatus, Paper
from assetmgr.loans.forms.cases import DecisionForm, DisputeForm, PaperForm, sent_file
from assetmgr.loans.operations.deciding import close_case, decide, note_dispute, undo_decision
from assetmgr.loans.operations.papers import add_paper
from assetmgr.loans.policy.acts import may_undo
from assetmgr.loans.policy.cases import GONE, UNSETTLED, may_undo_decision
from assetmgr.loans.printing.decision import Decision, write_decision
from assetmgr.loans.queries.cases import (
    Facts,
    case_counts,
    case_or_none,
    case_page,
    cursor_of,
    limit_of,
    public_case_counts,
)
from assetmgr.loans.queries.overdue import guardians_of
from assetmgr.loans.queries.papers import papers_of
from assetmgr.loans.routes.blueprint import pages
from assetmgr.loans.routes.life import done, pdf, shows_names
from assetmgr.loans.words import PAPER_WORDS
from assetmgr.web.access import requires
from assetmgr.web.addresses import borrowers_page
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import acting, me

SHOWN: Final = {
    "open": UNSETTLED,
    "decided": (CaseStatus.DECIDED,),
    "closed": (CaseStatus.CLOSED,),
}


@pages.context_processor
def words() -> dict[str, Any]:
    """The words for cases and for what files are."""
    return {
        "case_kinds": KIND_WORDS,
        "case_statuses": STATUS_WORDS,
        "case_looks": STATUS_LOOKS,
        "paper_words": PAPER_WORDS,
    }


@pages.get("/cases")
@requires(Permission.LEND)
def cases() -> ResponseReturnValue:
    """Who waits longest for a decision comes first; the municipality sees how many there are."""
    place = in_view()
    if place is None or not shows_names(place):
        return _everywhere()
    shown = request.args.get("show", "open")
    statuses = SHOWN.get(shown) or abort(404)
    cursor = cursor_of(statuses, request.args.get("after", ""), request.args.get("before", ""))
    page = case_page(db.session(), place.id, statuses, cursor)
    if not page.rows and cursor:
        return redirect(_list(show=shown))
    return render_template(
        "loans/cases.html",
        place=place,
        page=page,
        shown=shown,
        tabs_of_cases=_tabs(place, shown),
        previous=_list(show=shown, before=page.previous) if page.previous else "",
        following=_list(show=shown, after=page.following) if page.following else "",
    )


@pages.get("/cases/<int:case_id>")
@requires(Permission.LEND)
def case(case_id: int) -> ResponseReturnValue:
    """What was told, what it was worth, and what may be done next."""
    return _page(_loaded(case_id))


@pages.post("/cases/<int:case_id>/decide")
@requires(Permission.LENDING_RULES)
def decide_case(case_id: int) -> ResponseReturnValue:
    """Decide what is owed."""
    found, form = _loaded(case_id), DecisionForm()
    if not form.validate_on_submit():
        return _page(found, decision=form), 422
    return _written(
        found,
        lambda: decide(
            db.session(),
            found.case,
            found.number,
            amount=form.told,
            reason=form.reason.data or "",
            limit=limit_of(found.contents),
            address=borrowers_page(),
            **acting(),
        ),
        gettext("The decision is made; print its letter."),
        decision=form,
    )


@pages.post("/cases/<int:case_id>/undo")
@requires(Permission.LENDING_RULES)
def undo_case(case_id: int) -> ResponseReturnValue:
    """Take back a decision of the last 15 minutes."""
    found = _loaded(case_id)
    return _done(
        found,
        lambda: undo_decision(db.session(), found.case, found.number, **acting()),
        gettext("The decision is taken back."),
    )


@pages.post("/cases/<int:case_id>/dispute")
@requires(Permission.LEND)
def dispute_case(case_id: int) -> ResponseReturnValue:
    """Note that the decision is disputed."""
    found, form = _loaded(case_id), DisputeForm()
    if not form.validate_on_submit():
        return _page(found, dispute=form), 422
    return _written(
        found,
        lambda: note_dispute(
            db.session(), found.case, found.number, form.dispute.data or "", **acting()
        ),
        gettext("The dispute is noted; the case waits for a new decision."),
        dispute=form,
    )


@pages.post("/cases/<int:case_id>/close")
@requires(Permission.LENDING_RULES)
def close(case_id: int) -> ResponseReturnValue:
    """Close the case."""
    found = _loaded(case_id)
    return _done(
        found,
        lambda: close_case(db.session(), found.case, found.number, **acting()),
        gettext("The case is closed."),
    )


@pages.post("/cases/<int:case_id>/paper")
@requires(Permission.LEND)
def case_paper(case_id: int) -> ResponseReturnValue:
    """Keep a paper that came later, such as the police's."""
    found, form = _loaded(case_id), PaperForm()

    def keep() -> None:
        file = sent_file(form.paper)
        if file is None:
            raise Refused(N_("Choose a file first."), field="paper")
        add_paper(db.session(), found.act, found.number, Paper.NOTICE, file, **acting())

    return _written(found, keep, gettext("The paper is kept."), paper=form)


@pages.get("/cases/<int:case_id>/letter.pdf")
@requires(Permission.LEND)
def case_letter(case_id: int) -> ResponseReturnValue:
    """The letter of the decision."""
    found = _loaded(case_id)
    one = found.case
    if one.decided_at is None or one.amount_eur is None or found.contents is None:
        abort(404)
    told = Decision(
        kind=one.kind,
        contents=from_json(dict(found.contents)),
        amount_eur=amount_text(Decimal(one.amount_eur)),
        reason=one.decision or "",
        worth=found.worth,
        decided_on=one.decided_at.astimezone(config_of(current_app).timezone).date(),
        decided_by=one.decided_by or "",
    )
    out = BytesIO()
    write_decision(out, told)
    return pdf(out.getvalue(), f"lemums-{found.number}.pdf")


def _loaded(case_id: int) -> Facts:
    """The case; 404 to strangers."""
    return case_or_none(db.session(), case_id) or abort(404)


def _page(found: Facts, **forms: Any) -> str:
    one, may_rule = found.case, me().may_in(Permission.LENDING_RULES, found.case.institution_id)
    proposed = found.worth.proposed_eur if found.worth else None
    told = {"amount": f"{proposed:.2f}".replace(".", ",")} if proposed is not None else {}
    return render_template(
        "loans/case.html",
        found=found,
        one=one,
        worth=found.worth,
        guardians=guardians_of(db.session(), [one.person_id]).get(one.person_id, ()),
        papers=papers_of(db.session(), [found.act.id]),
        limit=limit_of(found.contents),
        may_decide=may_rule and (one.status in UNSETTLED or _mends(found)),
        may_undo=may_rule and not one.disputed_at and _is_fresh(found),
        may_undo_loss=may_undo(found.act.ended_at, acting()["now"], signed=False),
        may_close=may_rule and one.status is not CaseStatus.CLOSED,
        may_dispute=one.status is CaseStatus.DECIDED,
        may_confirm=found.act.status is ActStatus.ISSUED and one.kind in GONE,
        is_gone=found.act.status in GONE.values(),
        decision=forms.get("decision") or DecisionForm(formdata=None, data=told),
        dispute=forms.get("dispute") or DisputeForm(formdata=None),
        paper=forms.get("paper") or PaperForm(formdata=None),
    )


def _is_fresh(found: Facts) -> bool:
    return may_undo_decision(found.case.status, found.case.decided_at, acting()["now"])


def _mends(found: Facts) -> bool:
    """Whether the decision answers a dispute and may be mended still."""
    return found.case.disputed_at is not None and _is_fresh(found)


def _written(
    found: Facts, write: Callable[[], object], text: str, **form: Any
) -> ResponseReturnValue:
    """Write, or show the page with the refusal beside its field."""
    (shown,) = form.values()
    try:
        with db.session().begin_nested():
            write()
    except Refused as refused:
        db.session().refresh(found.case)
        shown.refuse(refused)
        return _page(found, **form), 422
    flash(text, "ok")
    return redirect(url_for(".case", case_id=found.case.id))


def _done(found: Facts, write: Callable[[], object], text: str) -> ResponseReturnValue:
    if done(write):
        flash(text, "ok")
    return redirect(url_for(".case", case_id=found.case.id))


def _list(**told: Any) -> str:
    address: str = url_for(".cases", institution=request.args.get("institution"), **told)
    return address


def _tabs(place: Named, shown: str) -> list[tuple[str, str, bool]]:
    counts = case_counts(db.session(), [place.id]).get(place.id, {})
    names = {
        "open": gettext("To be decided"),
        "decided": gettext("Decided"),
        "closed": gettext("Closed"),
    }
    return [
        (
            f"{names[name]} ({sum(counts.get(one, 0) for one in statuses)})",
            _list(show=name),
            name == shown,
        )
        for name, statuses in SHOWN.items()
    ]


def _everywhere() -> ResponseReturnValue:
    place = in_view()
    places = [place] if place else list(mine())
    counts = public_case_counts(db.session(), [one.id for one in places])
    return render_template(
        "loans/places.html",
        title=gettext("Damage and loss"),
        lead=gettext("cases by institution; who they are about, the institutions alone see"),
        rows=[
            (
                one,
                [sum(told.get(status, 0) for status in SHOWN[name]) for name in SHOWN],
                url_for(".cases", institution=one.code) if shows_names(one) else "",
            )
            for one in places
            if (told := counts.get(one.id))
        ],
        heads=[gettext("To be decided"), gettext("Decided"), gettext("Closed")],
        nothing=gettext("No cases"),
    )
