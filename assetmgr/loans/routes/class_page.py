"""A class is served in advance: pairs are proposed, acts prepared, printed and handed over."""

from collections.abc import Sequence
from tempfile import TemporaryFile

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.policy.text import comparable
from assetmgr.devices.queries import kinds
from assetmgr.extensions import db
from assetmgr.institutions.queries import Named
from assetmgr.loans.act.document import write_signed_acts
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.forms.class_page import codes_of, keys_of, pairs_of
from assetmgr.loans.forms.desk import accessories_of
from assetmgr.loans.operations.handing_out import Wish, prepare
from assetmgr.loans.operations.issuing import cancel, issue
from assetmgr.loans.operations.printed import note_printed
from assetmgr.loans.queries.contents import drawn
from assetmgr.loans.queries.desk_class import (
    Waiting,
    devices_by_tags,
    lendable_devices,
    lendable_kinds,
    lendable_rooms,
    waiting_acts,
)
from assetmgr.loans.queries.desk_people import DeskPerson
from assetmgr.loans.routes import desk
from assetmgr.loans.routes.blueprint import pages
from assetmgr.people.routes.blueprint import own_places, place_or_none
from assetmgr.web.access import requires
from assetmgr.web.addresses import key_of
from assetmgr.web.clock import today
from assetmgr.web.errors import translated
from assetmgr.web.lifecycle import begin_anew
from assetmgr.web.signed_in import acting, me

Pairs = dict[int, str]


@pages.get("/classes")
@requires(Permission.LEND)
def class_page() -> str:
    """Pairs to prepare and acts that wait; ?class=; ?kind=&room= propose devices, '' is any."""
    return _page()


@pages.post("/classes")
@requires(Permission.LEND)
def class_prepare() -> ResponseReturnValue:
    """Prepare the acts of the pairs, or propose pairs from a pasted list."""
    place, class_name = _here()
    if "propose" in request.form:
        return _page(pairs=_dealt(place, codes_of(request.form.get("codes", ""))))
    pairs = pairs_of(request.form)
    if not pairs:
        return _page(error=gettext("Write a device beside at least one pupil.")), 422
    try:
        made = prepare(db.session(), _wishes(pairs), today=today(), **acting())
    except Refused as refused:
        begin_anew()
        return _page(pairs=pairs, error=translated(refused)), 422
    drafts = sum(one.act.status is ActStatus.PREPARING for one in made)
    flash(_told(len(made), drafts), "amber" if drafts else "ok")
    return _back(place, class_name)


@pages.get("/classes/acts.pdf")
@requires(Permission.LEND)
def class_papers() -> ResponseReturnValue:
    """All prepared acts of the class as one PDF; a draft changes once a guardian agrees."""
    waiting = _waiting(*_here())
    ids = [one.act_id for one in waiting if one.status is ActStatus.PREPARED]
    note_printed(db.session(), ids, now=acting()["now"])
    found = drawn(db.session(), ids) or abort(404)
    out = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_signed_acts(out, ((one.contents, one.signature) for one in found))
    out.seek(0)
    return send_file(out, "application/pdf", as_attachment=True, download_name="akti.pdf")


@pages.post("/classes/issue")
@requires(Permission.LEND)
def class_issue() -> ResponseReturnValue:
    """Hand over all that is prepared for the class; drafts, and who left, are passed over."""
    place, class_name = _here()
    ids = [one.act_id for one in _waiting(place, class_name) if one.is_ready]
    issued = issue(db.session(), ids, today=today(), **acting()) if ids else []
    text = ngettext("%(num)d device is handed out.", "%(num)d devices are handed out.", len(issued))
    flash(text, "ok")
    return _back(place, class_name)


@pages.post("/classes/cancel")
@requires(Permission.LEND)
def class_cancel() -> ResponseReturnValue:
    """Give up all that is prepared for the class, and its drafts."""
    place, class_name = _here()
    ids = [one.act_id for one in _waiting(place, class_name)]
    gone = cancel(db.session(), ids, today=today(), **acting()) if ids else []
    text = ngettext(
        "%(num)d act is cancelled; its device is available.",
        "%(num)d acts are cancelled; their devices are available.",
        len(gone),
    )
    flash(text, "ok")
    return _back(place, class_name)


def _here() -> tuple[Named, str]:
    place, class_name = place_or_none(), desk.group()[0]
    if place is None or class_name is None:
        abort(404)
    return place, class_name


def _back(place: Named, class_name: str) -> ResponseReturnValue:
    told = {"institution": place.code, "class": class_name}
    return redirect(url_for(".class_page", **told))  # type: ignore[arg-type] # names of the query


def _waiting(place: Named, class_name: str) -> tuple[Waiting, ...]:
    return waiting_acts(db.session(), place.id, class_name)


def _told(count: int, drafts: int) -> str:
    text = ngettext("%(num)d act is prepared.", "%(num)d acts are prepared.", count)
    if drafts:
        text += " " + ngettext(
            "%(num)d of them waits for a guardian.", "%(num)d of them wait for a guardian.", drafts
        )
    return str(text)


def _wishes(pairs: Pairs) -> list[Wish]:
    found = devices_by_tags(db.session(), keys_of(pairs.values()))
    given = accessories_of(request.form)
    return [
        Wish(found.get(comparable(tag) or "", 0), person_id, given)
        for person_id, tag in pairs.items()
    ]


def _page(*, pairs: Pairs | None = None, error: str = "") -> str:
    place = place_or_none()
    if place is None:
        return render_template("loans/no_desk.html", places=own_places(), page=".class_page")
    people = desk.people_here(place)
    waiting = _waiting(place, desk.group()[0] or "")
    kind_id, room_id = (key_of(request.args.get(name, "")) for name in ("kind", "room"))
    unserved = [one for one in people if not one.has]
    proposed: int | None = None
    if pairs is None and unserved and request.args.keys() & {"kind", "room"}:
        found = lendable_devices(
            db.session(), place.id, kind_id=kind_id, room_id=room_id, limit=len(unserved)
        )
        pairs, proposed = _paired(people, [one.tag for one in found]), len(found)
    given = accessories_of(request.form) if request.method == "POST" else dict(desk.USUAL)
    return render_template(
        "loans/class_page.html",
        place=place,
        class_name=desk.group()[0],
        chips=desk.chips(place, ".class_page"),
        unserved=unserved,
        proposed=proposed,
        has_people=bool(people),
        pairs=pairs or {},
        error=error,
        prepared=[one for one in waiting if one.status is ActStatus.PREPARED],
        drafts=[one for one in waiting if one.status is ActStatus.PREPARING],
        kinds=lendable_kinds(db.session(), place.id),
        rooms=lendable_rooms(db.session(), place.id),
        asked={"kind": kind_id, "room": room_id},
        in_use_href=_in_use(place, kind_id, room_id),
        extras=desk.extras(given),
        today=today(),
    )


def _in_use(place: Named, kind_id: int | None, room_id: int | None) -> str:
    """The devices that may be made available, for who may; '' for others."""
    if not me().may_in(Permission.REGISTER_WRITE, place.id):
        return ""
    code = next((one.code for one in kinds(db.session()) if one.id == kind_id), None)
    status = Status.IN_USE.value
    address: str = url_for(
        "devices.listing", institution=place.code, status=status, kind=code, room=room_id
    )
    return address


def _dealt(place: Named, tags: Sequence[str]) -> Pairs:
    return _paired(desk.people_here(place), tags)


def _paired(people: Sequence[DeskPerson], tags: Sequence[str]) -> Pairs:
    """A device for each who has none, in their order."""
    waiting = (one.id for one in people if not one.has)
    return dict(zip(waiting, tags, strict=False))
