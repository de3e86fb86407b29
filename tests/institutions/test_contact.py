"""Changing whom to ask at an institution."""

from flask import Flask
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from tests.support.pages import reader, send
from tests.support.town import Town

PAGE = "/institutions/ABC/contact"
GOOD = {
    "contact_name": "Anna Ābola",
    "contact_email": "anna@abc.example",
    "contact_phone": "+371 63400000",
}


def contact(app: Flask) -> tuple[str | None, ...]:
    columns = (Institution.contact_name, Institution.contact_email, Institution.contact_phone)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return tuple(session.execute(select(*columns).where(Institution.code == "ABC")).one())


def test_the_contact_is_saved_and_the_change_audited(app: Flask, town: Town) -> None:
    response = send(reader(app, town, Role.SCHOOL_ADMIN), PAGE, GOOD)
    assert (response.status_code, response.location) == (302, "/institutions/ABC")
    assert contact(app) == tuple(GOOD.values())
    with app.app_context(), reading(db.session(), reason="a test") as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.subject_type, entry.action, entry.after) == ("institution", "changed", GOOD)
        assert entry.actor_name == "school_admin"


def test_blank_fields_clear_the_contact(app: Flask, town: Town) -> None:
    send(reader(app, town, Role.SCHOOL_ADMIN), PAGE, dict.fromkeys(GOOD, " "))
    assert contact(app) == (None, None, None)


def test_a_wrong_e_mail_and_telephone_are_refused_beside_their_fields(
    app: Flask, town: Town
) -> None:
    told = GOOD | {"contact_email": "anna at abc", "contact_phone": "call me"}
    response = send(reader(app, town, Role.SCHOOL_ADMIN), PAGE, told)
    assert response.status_code == 422
    assert 'id="contact_email-error1"' in response.text
    assert 'id="contact_phone-error1"' in response.text
    assert 'value="anna at abc"' in response.text
    assert contact(app) == (None, "ABC@school.example", None)


def test_an_address_that_no_letter_reaches_is_refused(app: Flask, town: Town) -> None:
    told = GOOD | {"contact_email": "jānis@abc.example"}
    response = send(reader(app, town, Role.SCHOOL_ADMIN), PAGE, told)
    assert response.status_code == 422
    assert 'id="contact_email-error1"' in response.text


def test_a_colleague_without_the_right_does_not_reach_the_form(app: Flask, town: Town) -> None:
    for role in (Role.INSTITUTION_HEAD, Role.SCHOOL_STAFF, Role.MUNICIPAL_VIEWER):
        assert reader(app, town, role).get(PAGE).status_code == 403


def test_a_stranger_finds_nothing(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert client.get("/institutions/XYZ/contact").status_code == 404
    assert app.test_client().get(PAGE).location.startswith("/sign-in")
