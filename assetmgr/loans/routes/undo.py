"""What was just done at the desk is taken back."""

from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.operations.undoing import undo_hand_out, undo_return
from assetmgr.loans.queries.desk_log import done_of
from assetmgr.loans.queries.desk_people import people_by_id
from assetmgr.loans.queries.returning import OnLoan, held_by_act
from assetmgr.loans.routes import desk
from assetmgr.loans.routes.blueprint import load, pages
from assetmgr.web.access import requires
from assetmgr.web.addresses import local
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.lifecycle import begin_anew
from assetmgr.web.signed_in import acting


@pages.post("/desk/<int:act_id>/undo")
@requires(Permission.LEND)
def undo(act_id: int) -> ResponseReturnValue:
    """Undo a hand-out or a return of the last 15 minutes."""
    held = held_by_act(db.session(), act_id) or abort(404)
    person_id = held.act.person_id
    error = "" if is_done(held.act) else _undo(held)
    if not desk.is_part():
        flash(error or gettext("It is undone."), "bad" if error else "ok")
        return redirect(local(request.form.get("next")))
    told = done_of(load(act_id), held.number, held.name, now=acting()["now"])
    people = people_by_id(db.session(), [person_id])
    page = render_template(
        "loans/_undone.html", done=told, people=people, error=error, today=today()
    )
    return page, 422 if error else 200


def is_done(act: Act) -> bool:
    """Whether what the form undoes is undone: its second press would undo what was before."""
    return request.form.get("was") != act.status


def _undo(held: OnLoan) -> str:
    """Undo; why not, where it is refused."""
    how: Any = undo_return if held.act.status is ActStatus.RETURNED else undo_hand_out
    try:
        how(db.session(), held.act, held.device, held.number, today=today(), **acting())
        db.session().flush()
    except Refused as refused:
        begin_anew()
        return translated(refused)
    return ""
