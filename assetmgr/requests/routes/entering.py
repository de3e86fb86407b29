"""The desk enters a request for somebody."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.db.scope import handles, scope_of
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.people.models import Person
from assetmgr.people.queries import by_key, people_of
from assetmgr.people.queries.listing import PersonLine, in_latvian_order
from assetmgr.people.routes.blueprint import place_or_none
from assetmgr.requests.codes import Channel, Reason
from assetmgr.requests.forms import AskForm
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.asking import Asked, submit
from assetmgr.requests.queries.kinds import kinds_at_desk
from assetmgr.requests.routes.blueprint import pages
from assetmgr.requests.routes.desk import number_of
from assetmgr.web.access import requires
from assetmgr.web.signed_in import acting

SHOWN = 30
LONGEST = 100


@pages.route("/new", methods=["GET", "POST"])
@requires(Permission.LEND)
def new() -> ResponseReturnValue:
    """Ask for somebody (?person=KEY, who is no secret, unlike a name)."""
    key = request.args.get("person", "")
    if not key:
        return _choose(_place())
    person = by_key(db.session(), key) or abort(404)
    form = AskForm()
    kinds = kinds_at_desk(
        db.session(), with_assistive=handles(scope_of(db.session()), person.institution_id)
    )
    form.offer(kinds, person.role)
    if form.validate_on_submit():
        kind = next(one for one in kinds if one.code == form.kind.data)
        asked = Asked(kind, Reason(form.reason.data), form.note.data)
        try:
            one = _submitted(person, asked)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(gettext("%(number)s is in the queue.", number=number_of(one)), "ok")
            return redirect(url_for("requests.desk"))
    page = render_template("requests/new.html", form=form, person=person)
    return page, 422 if form.errors else 200


@pages.post("/new/find")
@requires(Permission.LEND)
def find() -> ResponseReturnValue:
    """Who it is for, by the beginning of a name, which stands in no address."""
    place, q = _place(), request.form.get("q", "").strip()[:LONGEST]
    lines = people_of(db.session(), place.id, q=q, limit=SHOWN) if q else []
    return _choose(place, q, in_latvian_order(lines))


def _place() -> Named:
    return place_or_none() or abort(404)


def _choose(place: Named, q: str = "", lines: list[PersonLine] | None = None) -> str:
    return render_template("requests/choose.html", place=place, q=q, lines=lines or [])


def _submitted(person: Person, asked: Asked) -> LoanRequest:
    with db.session().begin_nested():
        return submit(db.session(), person, asked, channel=Channel.DESK, **acting())
