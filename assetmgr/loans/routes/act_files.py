"""Acts and return slips as PDF, and the files kept with them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from flask import Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.agreements.policy.evidence import LARGEST, examined
from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.loans.act.document import write_act, write_signed_acts
from assetmgr.loans.act.return_slip import write_return_slip
from assetmgr.loans.codes import ActStatus, Paper
from assetmgr.loans.forms.act import PaperForm
from assetmgr.loans.operations.printed import note_printed
from assetmgr.loans.operations.signing import attach
from assetmgr.loans.policy.returning import return_contents
from assetmgr.loans.queries.acts import is_corrected, number_of
from assetmgr.loans.queries.contents import Drawn, drawn
from assetmgr.loans.routes.act import act_page
from assetmgr.loans.routes.blueprint import load, pages, readable
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.signed_in import acting

PDF: Final = "application/pdf"
MOST_AT_ONCE: Final = 500


@pages.get("/acts/<int:act_id>/act.pdf")
@requires(Permission.LEND)
def act_pdf(act_id: int) -> ResponseReturnValue:
    """The act as it was issued and signed; of a forgotten one, that nothing is left of it."""
    one = load(act_id)
    if one.forgotten_at is not None:
        return render_template("loans/forgotten.html", act=one), 410
    note_printed(db.session(), [act_id], now=acting()["now"])
    return drawn_pdf(act_id)


def drawn_pdf(act_id: int) -> Response:
    """The file of an act within the scope; 404 where its contents are not in reach."""
    found = _one(act_id)
    file = BytesIO()
    write_act(file, found.contents, found.signature)
    return _file(file, f"{found.contents.number}.pdf")


@pages.get("/acts.pdf")
@requires(Permission.LEND)
def acts_pdf() -> ResponseReturnValue:
    """Several acts as one file, each from a new page on; ?act=1&act=2."""
    ids = [key for text in request.args.getlist("act") if (key := key_of(text)) is not None]
    if len(ids) > MOST_AT_ONCE:
        raise Refused(
            N_("At most %(most)s acts are printed at once. Choose fewer."), most=MOST_AT_ONCE
        )
    note_printed(db.session(), ids, now=acting()["now"])
    found = drawn(db.session(), ids) or abort(404)
    file = BytesIO()
    write_signed_acts(file, ((one.contents, one.signature) for one in found))
    return _file(file, _name_of(found))


@pages.get("/returns/<int:returned_id>.pdf")
@requires(Permission.LEND)
def return_slip(returned_id: int) -> ResponseReturnValue:
    """What came back, in which state, and who took it."""
    one = load(returned_id)
    if one.status is not ActStatus.RETURNED or is_corrected(db.session(), one):
        abort(404)
    if one.forgotten_at is not None:
        return render_template("loans/forgotten.html", act=one), 410
    contents = return_contents(one, _one(returned_id).contents)
    file = BytesIO()
    write_return_slip(file, contents)
    return _file(file, f"{contents.act_number}-atgriesana.pdf")


@pages.post("/acts/<int:act_id>/papers")
@requires(Permission.LEND)
def add_act_paper(act_id: int) -> ResponseReturnValue:
    """Keep a signed copy with the act."""
    one, form = readable(act_id), PaperForm()
    if form.validate_on_submit():
        try:
            file = examined(form.file.data.filename or "", form.file.data.read(LARGEST + 1))
            number = number_of(db.session(), one)
            attach(db.session(), one, Paper(form.what.data), file, number, **acting())
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("The file is kept with the act."), "ok")
            return redirect(url_for("loans.act", act_id=act_id))
    return act_page(act_id, paper_form=form), 422


def _one(act_id: int) -> Drawn:
    found = drawn(db.session(), [act_id])
    return found[0] if found else abort(404)


def _name_of(found: Sequence[Drawn]) -> str:
    first, last = found[0].contents.number, found[-1].contents.number
    return f"{first}.pdf" if first == last else f"{first}-{last.rpartition('-')[2]}.pdf"


def _file(file: BytesIO, name: str) -> Response:
    file.seek(0)
    return send_file(file, PDF, as_attachment=True, download_name=name)
