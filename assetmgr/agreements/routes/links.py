"""Asking guardians: links by mail, shown once, or on paper; forms for who wants paper."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any, Final

from flask import (
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy import select

from assetmgr.agreements.operations.links import Sent, is_reachable, send_link, send_links
from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.agreements.paper.form import Asked, write_forms
from assetmgr.agreements.paper.slip import Slip, write_slips
from assetmgr.agreements.policy.letter import first_name
from assetmgr.agreements.queries.consents import Standing, standing_of
from assetmgr.agreements.routes.blueprint import loaded, now, pages, place_or_none, sees_people
from assetmgr.agreements.routes.consents import minors
from assetmgr.auth.codes import Permission
from assetmgr.db.errors import Refused
from assetmgr.extensions import config_of, db
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution
from assetmgr.institutions.queries import Named
from assetmgr.loans.operations.freezing import frozen_terms
from assetmgr.web.access import requires
from assetmgr.web.clock import today
from assetmgr.web.signed_in import acting

PDF: Final = "application/pdf"
TWICE: Final = timedelta(minutes=10)
"""Within it a class is not asked by mail once more."""


@pages.post("/lending/agreements/<int:person_id>/mail")
@requires(Permission.LEND)
def mail_link(person_id: int) -> ResponseReturnValue:
    """Mail a link to the guardian."""
    _link(person_id, by_mail=True)
    flash(gettext("The link will be sent within a minute and works for 14 days."), "ok")
    return redirect(url_for("agreements.person", person_id=person_id))


@pages.post("/lending/agreements/<int:person_id>/show")
@requires(Permission.LEND)
def show_link(person_id: int) -> ResponseReturnValue:
    """Show a link once, to be copied into a letter or a chat."""
    sent = _link(person_id, by_mail=False)
    return render_template("agreements/link.html", sent=sent, person_id=person_id)


@pages.post("/lending/agreements/<int:person_id>/slip.pdf")
@requires(Permission.LEND)
def slip(person_id: int) -> ResponseReturnValue:
    """A slip with the link as a QR code."""
    found = loaded(person_id)
    return _slips([_link(person_id, by_mail=False)], found.institution_id)


@pages.post("/lending/agreements/mail")
@requires(Permission.LEND)
def mail_links() -> ResponseReturnValue:
    """Mail links to all guardians of a class who have yet to agree."""
    chosen, wanted = _place(), _wanted()
    sent = _links(chosen, by_mail=True)
    text = ngettext(
        "A link is on its way to %(num)d guardian.",
        "Links are on their way to %(num)d guardians.",
        len(sent),
    )
    flash(text, "ok" if sent else "sea")
    return redirect(url_for("agreements.consents", institution=chosen.code, **_told(wanted)))


@pages.post("/lending/agreements/slips.pdf")
@requires(Permission.LEND)
def slips() -> ResponseReturnValue:
    """Slips for the guardians of a class who have yet to agree and have no e-mail."""
    chosen = _place()
    return _slips(_links(chosen, by_mail=False), chosen.id)


@pages.post("/lending/agreements/forms.pdf")
@requires(Permission.LEND)
def forms() -> ResponseReturnValue:
    """Forms to be signed on paper by the guardians of a class who have yet to agree."""
    chosen = _place()
    return _forms(chosen.id, _missing(chosen))


@pages.post("/lending/agreements/<int:person_id>/form.pdf")
@requires(Permission.LEND)
def form(person_id: int) -> ResponseReturnValue:
    """The same for one pupil."""
    found = loaded(person_id)
    standing = standing_of(db.session(), person_id, now()) or abort(404)
    return _forms(found.institution_id, [standing])


def _link(person_id: int, *, by_mail: bool) -> Sent:
    loaded(person_id)
    base_url = config_of(current_app).base_url
    told = {"base_url": base_url, "by_mail": by_mail, "today": today(), **acting()}
    return send_link(db.session(), person_id, **told)


def _links(chosen: Named, *, by_mail: bool) -> list[Sent]:
    if by_mail:
        missing = _unasked(chosen)
    else:
        missing = [one for one in _missing(chosen) if not is_reachable(one)]
    base_url = config_of(current_app).base_url
    told = {"base_url": base_url, "by_mail": by_mail, "today": today(), **acting()}
    return send_links(db.session(), missing, **told)


def _unasked(chosen: Named) -> list[Standing]:
    """Those who were not asked a moment ago: a second press of the button asks nobody."""
    place = select(Institution.id).where(Institution.id == chosen.id)
    db.session().execute(place.with_for_update(key_share=True))
    since = now() - TWICE
    return [one for one in _missing(chosen) if one.asked_at is None or one.asked_at < since]


def _missing(chosen: Named) -> list[Standing]:
    found = minors(chosen.id, _wanted() or None)
    return [one for one in found if not one.is_agreed]


def _place() -> Named:
    chosen = place_or_none()
    return chosen if chosen and sees_people(chosen.id) else abort(404)


def _wanted() -> str:
    return request.form.get("class", "")[:40]


def _told(wanted: str) -> dict[str, Any]:
    return {"class": wanted} if wanted else {}


def _slips(sent: Sequence[Sent], institution_id: int) -> Response:
    if not sent:
        raise Refused(N_("There is nobody to print a slip for: all agreed, or have an e-mail."))
    place = _institution(institution_id)
    file = BytesIO()
    write_slips(
        file,
        place.name,
        [
            Slip(
                first_name=first_name(one.standing.person.name or ""),
                class_name=one.standing.person.class_name,
                address=one.address,
                until=one.expires_at.date(),
            )
            for one in sent
        ],
    )
    return _pdf(file, "saites.pdf")


def _forms(institution_id: int, missing: Sequence[Standing]) -> Response:
    if not missing:
        raise Refused(N_("There is nobody to print a form for: all have agreed."))
    session, place = db.session(), _institution(institution_id)
    terms = frozen_terms(ensure_terms(session, institution_id, **acting()))
    file = BytesIO()
    write_forms(
        file,
        place.name,
        terms,
        [
            Asked(one.person.name or one.person.key, one.person.class_name, one.guardian)
            for one in missing
        ],
    )
    return _pdf(file, "piekrisanas.pdf")


def _institution(institution_id: int) -> Institution:
    place = select(Institution).where(Institution.id == institution_id)
    return db.session().scalars(place).one()


def _pdf(file: BytesIO, name: str) -> Response:
    file.seek(0)
    return send_file(file, PDF, as_attachment=True, download_name=name)
