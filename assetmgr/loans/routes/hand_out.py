"""The desk hands out: a pupil and a device, one scan after the other."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.loans.desk_said import Said, following
from assetmgr.loans.forms.desk import HandOut, hand_out_of
from assetmgr.loans.queries.desk_people import people_by_id
from assetmgr.loans.routes import desk
from assetmgr.loans.routes.blueprint import pages
from assetmgr.loans.routes.serving import serve
from assetmgr.people.routes.blueprint import own_places, place_or_none
from assetmgr.web.access import hurried, requires
from assetmgr.web.addresses import key_of
from assetmgr.web.clock import today


@pages.get("/hand-out")
@requires(Permission.LEND)
def hand_out() -> ResponseReturnValue:
    """The class with what each has, and the box for the scanner; ?class=, ?group=, ?person=.

    A person alone leads to their class.
    """
    person_id = key_of(request.args.get("person", ""))
    if person_id is not None and desk.group() == (None, None):
        found = people_by_id(db.session(), [person_id])
        if found and desk.has_group(found[0]):
            return redirect(url_for(".hand_out", **desk.who_args(found[0])))
    return _page(None, person_id, hand_out_of({}))


@pages.post("/hand-out")
@requires(Permission.LEND)
@hurried
def lend() -> ResponseReturnValue:
    """One scan: a device for whoever is served, or whom to serve next."""
    told = hand_out_of(request.form.to_dict())
    said = serve(told)
    status = 200 if said.tone == "ok" else 422
    if desk.is_part():
        return desk.answer(said, request.full_path), status
    return _page(said, told.person_id, told), status


def _page(said: Said | None, person_id: int | None, told: HandOut) -> str:
    place = place_or_none()
    if place is None:
        return render_template("loans/no_desk.html", places=own_places(), page=".hand_out")
    people = desk.people_here(place)
    current = _current(people, said, person_id)
    return render_template(
        "loans/hand_out.html",
        place=place,
        chips=desk.chips(place, ".hand_out"),
        people=people,
        current=current,
        served=sum(one.is_served for one in people),
        class_name=desk.group()[0],
        today=today(),
        said=said,
        told=told,
        extras=desk.extras(told.accessories if said else dict(desk.USUAL)),
        usual_due_on=desk.usual_due_on(place),
        log=desk.log(place),
    )


def _current(people: Any, said: Said | None, person_id: int | None) -> Any:
    if said is not None and said.chosen is not None:
        return said.chosen
    if said is not None and said.served is not None:
        return following(people, said.served)
    chosen = next((one for one in people if one.id == person_id), None)
    if chosen is None and person_id is not None:
        found = people_by_id(db.session(), [person_id])
        if not found and said is None:
            abort(404)
        chosen = found[0] if found else None
    return chosen or following(people, None)
