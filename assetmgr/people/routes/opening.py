"""A person's data, opened with a reason by the municipality."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.people.forms.small import ReasonForm
from assetmgr.people.operations.opening import PersonCard, id_of_key, opened
from assetmgr.people.policy.ages import is_minor
from assetmgr.people.policy.keys import bare
from assetmgr.people.routes.blueprint import pages
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import acting, me


@pages.route("/people/open", methods=["GET", "POST"])
@requires(Permission.LEND)
def open_person() -> ResponseReturnValue:
    """Ask whose data and why; the answer to the form is the one page that shows them."""
    if not me().is_municipal_for(Permission.LEND):
        abort(404)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            card = _opened(form)
        except Refused as refused:
            form.refuse(refused)
        else:
            minor = is_minor(card, today())
            return render_template("people/opened.html", card=card, is_minor=minor)
    page = render_template("people/open.html", form=form)
    return page, 422 if form.errors else 200


def _opened(form: ReasonForm) -> PersonCard:
    person_id = id_of_key(db.session(), bare(form.key.data or ""))
    told = acting()
    card = (
        opened(db.session(), person_id, form.reason.data or "", told["actor"], told["now"])
        if person_id
        else None
    )
    if card is None:
        raise Refused(N_("Nobody has this key."), field="key")
    return card
