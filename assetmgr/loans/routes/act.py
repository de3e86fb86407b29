"""The page of one act, and what is done with it there by one press."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.codes import ActStatus, Paper
from assetmgr.loans.forms.act import ExtendForm, PaperForm, RumisForm
from assetmgr.loans.models import Act
from assetmgr.loans.operations.correcting import undo_correction
from assetmgr.loans.operations.issuing import cancel, issue
from assetmgr.loans.operations.renewing import extend, grant, refuse
from assetmgr.loans.operations.signing import note_rumis
from assetmgr.loans.operations.undoing import undo_hand_out, undo_return
from assetmgr.loans.policy.accessories import missing
from assetmgr.loans.queries.acts import number_of
from assetmgr.loans.queries.asked_longer import waiting_extension
from assetmgr.loans.queries.one_act import ActView, act_view, keys_of, trail_of
from assetmgr.loans.queries.papers import papers_of
from assetmgr.loans.routes.blueprint import load, pages
from assetmgr.loans.routes.undo import is_done
from assetmgr.loans.showing import history, may_of
from assetmgr.loans.words import (
    ACT_PILLS,
    ACT_WORDS,
    PAPER_WORDS,
    RETURN_WORDS,
    SIGNED_WORDS,
    accessories_text,
)
from assetmgr.web.access import requires
from assetmgr.web.addresses import borrowers_page
from assetmgr.web.clock import today
from assetmgr.web.signed_in import acting

SHOWN: Final = (Paper.SIGNED_ACT, Paper.RETURN_SLIP, Paper.NOTICE)
"""Photos stand side by side in a place of their own."""


@pages.get("/acts/<int:act_id>")
@requires(Permission.LEND)
def act(act_id: int) -> ResponseReturnValue:
    """All that is known of a loan, and what may be done next."""
    return act_page(act_id)


def act_page(act_id: int, **forms: Any) -> str:
    """The page, with the forms that were refused."""
    view = act_view(db.session(), act_id) or abort(404)
    one, contents = view.act, view.contents
    return render_template(
        "loans/act.html",
        view=view,
        act=one,
        contents=contents,
        borrower=_borrower(view),
        may_now=may_of(view, datetime.now(UTC)),
        extended_from=_extended_from(view, contents),
        is_late=one.status is ActStatus.ISSUED and one.due_on is not None and one.due_on < today(),
        missing=missing(one.accessories, one.accessories_back or {})
        if one.accessories_back is not None
        else {},
        papers=papers_of(db.session(), [one.id], SHOWN),
        lines=history(trail_of(db.session(), one.id)),
        act_words=ACT_WORDS,
        act_pills=ACT_PILLS,
        return_words=RETURN_WORDS,
        paper_words=PAPER_WORDS,
        signed_words=SIGNED_WORDS,
        accessories_text=accessories_text,
        **{
            "rumis_form": RumisForm(formdata=None, data={"rumis_number": one.rumis_number}),
            "extend_form": ExtendForm(formdata=None, data={"wanted_until": _proposed(view)}),
            "paper_form": PaperForm(formdata=None),
            **forms,
        },
    )


def _borrower(view: ActView) -> str:
    if view.person is not None:
        return view.person.name or view.person.key
    return keys_of(db.session(), [view.act.person_id]).get(view.act.person_id, "")


def _extended_from(view: ActView, contents: ActContents | None) -> date | None:
    """The day that stands on the act, where another one counts by now."""
    if contents is None or contents.due_on in {None, view.act.due_on}:
        return None
    return contents.due_on


def _proposed(view: ActView) -> date | None:
    return view.asked.wanted_until if view.asked else None


@pages.post("/acts/<int:act_id>/issue")
@requires(Permission.LEND)
def issue_act(act_id: int) -> ResponseReturnValue:
    """Hand out what was prepared."""
    load(act_id)
    issue(db.session(), [act_id], today=today(), **acting())
    return _done(act_id, gettext("The act is issued, and the device is in use."))


@pages.post("/acts/<int:act_id>/cancel")
@requires(Permission.LEND)
def cancel_act(act_id: int) -> ResponseReturnValue:
    """Give up what was prepared."""
    load(act_id)
    cancel(db.session(), [act_id], today=today(), **acting())
    return _done(act_id, gettext("The act is cancelled, and the device is available."))


@pages.post("/acts/<int:act_id>/undo")
@requires(Permission.LEND)
def undo_act(act_id: int) -> ResponseReturnValue:
    """Take back what was just done with it."""
    session, one = db.session(), load(act_id)
    told = {"today": today(), **acting()}
    if is_done(one):
        return _done(act_id, gettext("It is undone."))
    if one.status is ActStatus.ISSUED and (corrected := _corrected(one)):
        undo_correction(session, one, corrected, _code(one), **told)
        return _done(corrected.id, gettext("The correction is undone; this act holds again."))
    undo = undo_return if one.status is ActStatus.RETURNED else undo_hand_out
    undo(session, one, _device(one), number_of(session, one), **told)
    return _done(act_id, gettext("It is undone."))


@pages.post("/acts/<int:act_id>/rumis")
@requires(Permission.LEND)
def rumis(act_id: int) -> ResponseReturnValue:
    """Note RUMIS's number."""
    one, form = load(act_id), RumisForm()
    if not form.validate_on_submit():
        return act_page(act_id, rumis_form=form), 422
    wanted = form.rumis_number.data or None
    note_rumis(db.session(), one, wanted, number_of(db.session(), one), **acting())
    return _done(act_id, gettext("It is saved."))


@pages.post("/acts/<int:act_id>/extend")
@requires(Permission.LEND)
def extend_act(act_id: int) -> ResponseReturnValue:
    """Let the loan last longer; who asked for it is answered."""
    session, one, form = db.session(), load(act_id), ExtendForm()

    def write() -> None:
        number, until = number_of(session, one), form.wanted_until.data or today()
        told = {"address": borrowers_page(), "today": today(), **acting()}
        if asked := waiting_extension(session, act_id):
            words = form.answer.data or None
            grant(session, one, asked, number, until=until, answer=words, **told)
        else:
            extend(session, one, until, number, **told)

    if not form.validate_on_submit() or not _carried_out(form, write):
        return act_page(act_id, extend_form=form), 422
    return _done(act_id, gettext("The day of return is changed; the act stays as it was signed."))


@pages.post("/acts/<int:act_id>/refuse-longer")
@requires(Permission.LEND)
def refuse_longer(act_id: int) -> ResponseReturnValue:
    """Say no to who asked to keep the device longer."""
    session, one = db.session(), load(act_id)
    asked = waiting_extension(session, act_id) or abort(404)
    words = request.form.get("answer", "").strip()[:500] or None
    told = {"address": borrowers_page(), **acting()}
    refuse(session, one, asked, number_of(session, one), answer=words, **told)
    return _done(act_id, gettext("The borrower sees that the day of return stays."))


def _carried_out(form: ExtendForm, write: Callable[[], None]) -> bool:
    try:
        with db.session().begin_nested():
            write()
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def _corrected(one: Act) -> Act | None:
    """The act that this one corrects: of the same device, for a swap has another one."""
    if one.supersedes_id is None:
        return None
    before = select(Act).where(Act.id == one.supersedes_id, Act.device_id == one.device_id)
    return db.session().scalars(before).one_or_none()


def _code(one: Act) -> str:
    place = select(Institution.code).where(Institution.id == one.institution_id)
    return db.session().scalars(place).one()


def _device(one: Act) -> Device:
    """The device, for a change; 404 once it is elsewhere."""
    found = db.session().scalars(select(Device).where(Device.id == one.device_id)).one_or_none()
    return found or abort(404)


def _done(act_id: int, text: str) -> ResponseReturnValue:
    flash(text, "ok")
    return redirect(url_for("loans.act", act_id=act_id))
