"""The desk takes back: a device, its state, what came with it, next."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.codes import ReturnState
from assetmgr.loans.desk_said import Said
from assetmgr.loans.forms.desk import brought_of
from assetmgr.loans.operations.taking_back import WHOLE, Brought, take_back
from assetmgr.loans.policy.acts import AFTER_RETURN
from assetmgr.loans.queries.contents import content_or_none
from assetmgr.loans.queries.desk_log import done_of
from assetmgr.loans.queries.returning import OnLoan, held_by_act
from assetmgr.loans.routes import desk
from assetmgr.loans.routes.blueprint import pages
from assetmgr.loans.routes.not_lent import a_moment_ago, found_by_code, is_pressed_twice, not_lent
from assetmgr.loans.routes.photos import photos_of
from assetmgr.loans.words import RETURN_WORDS, accessories_text
from assetmgr.people.routes.blueprint import place_or_none
from assetmgr.web.access import hurried, requires
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.lifecycle import begin_anew
from assetmgr.web.signed_in import acting

LONGEST = 400


@pages.get("/take-back", endpoint="take_back")
@requires(Permission.LEND)
def show() -> str:
    """The box for the scanner, and what came back today; ?fast=1: each scan is a return."""
    return _page(None, None)


@pages.post("/take-back")
@requires(Permission.LEND)
@hurried
def bring() -> ResponseReturnValue:
    """A device was scanned: who has it and what was given; or, quickly, it is back at once."""
    code = request.form.get("code", "").strip()[:LONGEST]
    if not code:
        return _answer(Said("bad", gettext("Scan a device first.")), None)
    held = found_by_code(code)
    if held is None:
        return _answer(not_lent(code), None)
    if request.form.get("fast"):
        return _answer(_receive(held, WHOLE), None)
    return _answer(None, held)


@pages.post("/desk/<int:act_id>/take-back")
@requires(Permission.LEND)
def receive(act_id: int) -> ResponseReturnValue:
    """Note how a lent device came back."""
    held = held_by_act(db.session(), act_id) or abort(404)
    if is_pressed_twice(held.act):
        return _answer(a_moment_ago(held.act.asset_tag), None)
    said = _receive(held, brought_of(request.form))
    return _answer(said, None if said.done else held_by_act(db.session(), act_id))


def _receive(held: OnLoan, brought: Brought) -> Said:
    act, number, name = held.act, held.number, held.name
    told = acting()
    try:
        if brought.state is ReturnState.DAMAGED and name is None:
            return _not_ours()
        take_back(
            db.session(), act, held.device, number, brought, since=held.since,
            today=today(), **told,
        )  # fmt: skip
    except Refused as refused:
        begin_anew()
        return Said("bad", translated(refused))
    tag = act.asset_tag
    title = (
        gettext("%(tag)s is back from %(name)s", tag=tag, name=name or number)
        if brought.state is ReturnState.WORKING
        else gettext("%(tag)s is back damaged; a case is open", tag=tag)
    )
    done = done_of(act, number, name, now=told["now"])
    if not done.missing:
        return Said("ok", title, _late(held), done=done)
    missing = gettext("Did not come back: %(what)s", what=accessories_text(done.missing))
    text = " · ".join(part for part in (missing, _late(held)) if part)
    return Said("amber", title, text, done=done)


def _not_ours() -> Said:
    text = gettext("The institution's own people note what is damaged, as they know the borrower.")
    return Said("bad", gettext("Only a return in working order is noted here."), text)


def _late(held: OnLoan) -> str:
    return desk.late_text(held.act.due_on, today())


def _answer(said: Said | None, held: OnLoan | None) -> ResponseReturnValue:
    is_well = said is None or said.done is not None or said.tone == "ok"
    status = 200 if is_well else 422
    if not desk.is_part():
        return _page(said, held), status
    if held is None and said is not None:
        return desk.answer(said, url_for(".bring")), status
    return render_template("loans/_brought_answer.html", **_shown(said, held)), status


def _page(said: Said | None, held: OnLoan | None) -> str:
    fast = request.values.get("fast", "")
    return render_template(
        "loans/take_back.html", fast=fast, log=desk.log(place_or_none()), **_shown(said, held)
    )


def _shown(said: Said | None, held: OnLoan | None) -> dict[str, object]:
    content = content_or_none(db.session(), held.act.id) if held else None
    return {
        "said": said,
        "condition": from_json(content.contents).device.condition if content else None,
        "has_photos": bool(content and held and photos_of(held.act)),
        "held": held,
        "late": _late(held) if held else "",
        "after_return": AFTER_RETURN,
        "return_words": RETURN_WORDS,
    }
