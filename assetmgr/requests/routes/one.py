"""The page of one request."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.forms import DeclineForm, PostponeForm
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.policy.statuses import FOLLOWS
from assetmgr.requests.queries.desk import one_line
from assetmgr.requests.routes.blueprint import load, pages
from assetmgr.requests.routes.desk import number_of
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.forms import Form

USUAL = timedelta(days=14)
"""For so long a request is postponed unless another day is chosen."""


@pages.get("/<int:request_id>")
@requires(Permission.LEND)
def show(request_id: int) -> ResponseReturnValue:
    """What was asked for and why, and what may be decided."""
    return page_of(load(request_id))


def page_of(
    request: LoanRequest,
    *,
    postponing: PostponeForm | None = None,
    declining: DeclineForm | None = None,
) -> ResponseReturnValue:
    """The page, with a form that was refused."""
    refused: Form | None = postponing or declining
    may = frozenset() if request.act_id else FOLLOWS[request.status]
    page = render_template(
        "requests/one.html",
        line=one_line(db.session(), request, today()),
        request_number=number_of(request),
        may={status.value for status in may},
        may_undo=RequestStatus.SUBMITTED in may,
        postponing=postponing or PostponeForm(formdata=None, data={"until": today() + USUAL}),
        declining=declining or DeclineForm(formdata=None),
    )
    return page, 422 if refused else 200
