"""A correction of an act: a new one takes its place."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.forms.act import CorrectForm, count_choices, counts_told
from assetmgr.loans.operations.correcting import correct
from assetmgr.loans.policy.accessories import MOST
from assetmgr.loans.queries.one_act import ActView, act_view
from assetmgr.loans.routes.blueprint import pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import acting


@pages.route("/acts/<int:act_id>/correct", methods=["GET", "POST"])
@requires(Permission.LEND)
def correct_act(act_id: int) -> ResponseReturnValue:
    """Say what the act should say; both numbers stand on both acts then."""
    view = act_view(db.session(), act_id) or abort(404)
    contents = view.contents
    if contents is None or view.act.status is not ActStatus.ISSUED:
        return redirect(url_for("loans.act", act_id=act_id))
    form = CorrectForm(data={"due_on": view.act.due_on, "condition": contents.device.condition})
    if form.validate_on_submit() and (new_id := _corrected(view, form)):
        flash(gettext("The new act takes the place of %(number)s.", number=view.number), "ok")
        return redirect(url_for("loans.act", act_id=new_id))
    counts = counts_told(request.form) if request.method == "POST" else view.act.accessories
    page = render_template(
        "loans/correct.html",
        view=view,
        form=form,
        counts=count_choices(counts),
        most=MOST,
    )
    return page, 422 if form.errors else 200


def _corrected(view: ActView, form: CorrectForm) -> int | None:
    """The new act's id; None where the form says why not."""
    if view.content is None:
        return None
    try:
        with db.session().begin_nested():
            new = correct(
                db.session(),
                view.act,
                view.content,
                view.institution.code,
                form.correction(request.form),
                today=today(),
                **acting(),
            )
    except Refused as refused:
        form.refuse(refused)
        return None
    return new.id
