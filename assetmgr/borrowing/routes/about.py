"""What the school knows of me, and what I had."""

from flask import render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.borrowing.queries.known import known_of
from assetmgr.borrowing.queries.own import loans_before, requests_before
from assetmgr.borrowing.routes.blueprint import own_schools, pages, persons
from assetmgr.extensions import db
from assetmgr.lending.queries.settings import policy_of
from assetmgr.web.access import requires


@pages.get("/about")
@requires(Permission.BORROW)
def about() -> ResponseReturnValue:
    """All that is kept of the borrower, what is seen of a lent device, and for how long."""
    known = known_of(db.session(), [one.id for one in persons()])
    return render_template(
        "borrowing/about.html",
        cards=[(one, own_schools()[one.institution_id], known[one.id]) for one in persons()],
        policy=policy_of(db.session()),
    )


@pages.get("/history")
@requires(Permission.BORROW)
def history() -> ResponseReturnValue:
    """What the borrower had and asked for."""
    session = db.session()
    return render_template(
        "borrowing/history.html", loans=loans_before(session), asked=requests_before(session)
    )
