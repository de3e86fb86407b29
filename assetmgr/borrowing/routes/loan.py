"""One loan: its act, its terms, its PDF."""

from io import BytesIO

from flask import abort, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.borrowing.routes.blueprint import load, own_schools, pages
from assetmgr.extensions import db
from assetmgr.loans.act.document import write_act
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.contents import Drawn, drawn
from assetmgr.web.access import requires


@pages.get("/acts/<int:act_id>")
@requires(Permission.BORROW)
def loan(act_id: int) -> ResponseReturnValue:
    """What I borrowed, until when, and what I can do about it."""
    one = load(act_id)
    return render_template(
        "borrowing/loan.html",
        one=one,
        school=own_schools()[one.act.institution_id],
        drawn=_drawn(act_id),
        sign_href=sign_address(one.act),
    )


@pages.get("/acts/<int:act_id>/terms")
@requires(Permission.BORROW)
def terms(act_id: int) -> ResponseReturnValue:
    """The act's own terms, as they were frozen with it."""
    one = load(act_id)
    found = _drawn(act_id) or abort(404)
    return render_template(
        "borrowing/terms.html",
        one=one,
        contents=found.contents,
        sign_href=sign_address(one.act),
    )


@pages.get("/acts/<int:act_id>/act.pdf")
@requires(Permission.BORROW)
def act_pdf(act_id: int) -> ResponseReturnValue:
    """The own act as a PDF; 404 once it is forgotten."""
    one = load(act_id).act
    found = _drawn(act_id) or abort(404)
    file = BytesIO()
    write_act(file, found.contents, found.signature)
    file.seek(0)
    number = act_number(own_schools()[one.institution_id].code, one.number)
    return send_file(file, "application/pdf", download_name=f"{number}.pdf")


def sign_address(act: Act) -> str:
    """Where an issued act is signed on an own screen; '' where it is not, or no longer."""
    if act.status is not ActStatus.ISSUED or act.signed_at is not None:
        return ""
    address: str = url_for("loans.sign_own", own_id=act.id)
    return address


def _drawn(act_id: int) -> Drawn | None:
    return next(iter(drawn(db.session(), [act_id])), None)
