"""`assetmgr user add`."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.auth.models import User
from assetmgr.auth.queries import Person, by_email, person
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from tests.support.browser import csrf_token
from tests.support.command import CommandLine
from tests.support.town import Town

BASE = "https://ierices.example.lv"


def account(app: Flask, email: str) -> Person | None:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        user = by_email(session, email)
        return person(session, user.id) if user else None


def opened(client: FlaskClient, link: str) -> int:
    path = link.removeprefix(BASE)
    told = {"password": "a good long password", "again": "a good long password"}
    told["csrf_token"] = csrf_token(client.get(path).text)
    return client.post(path, data=told).status_code


def test_the_printed_link_sets_the_new_persons_password(
    app: Flask, town: Town, command_line: CommandLine
) -> None:
    ran = command_line.run(
        "user", "add", "Anna@Town.example", "--role", "school_admin",
        "--institution", "ABC", "--institution", "PII", "--name", "Anna",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    link = ran.out.strip()
    assert link.startswith(f"{BASE}/password/")
    assert opened(app.test_client(), link) == 302
    made = account(app, "anna@town.example")
    assert made is not None
    assert made.name == "Anna"
    assert [(part.role, part.institution_name) for part in made.parts] == [
        (Role.SCHOOL_ADMIN, "ABC"),
        (Role.SCHOOL_ADMIN, "PII"),
    ]


def test_the_code_of_an_institution_is_taken_in_any_case(
    app: Flask, town: Town, command_line: CommandLine
) -> None:
    ran = command_line.run(
        "user", "add", "x@town.example", "--role", "school_admin",
        "--institution", " abc", "--institution", "ABC",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    made = account(app, "x@town.example")
    assert made is not None
    assert [part.institution_name for part in made.parts] == ["ABC"]


def test_a_municipal_role_needs_no_institution(
    app: Flask, town: Town, command_line: CommandLine
) -> None:
    ran = command_line.run("user", "add", "lip@town.example", "--role", "municipal_admin")
    assert ran.code == 0
    made = account(app, "lip@town.example")
    assert made is not None
    assert [part.institution_id for part in made.parts] == [None]


def test_role_and_institutions_must_go_together(
    app: Flask, town: Town, command_line: CommandLine
) -> None:
    for arguments in (("school_admin",), ("municipal_viewer", "--institution", "ABC")):
        ran = command_line.run("user", "add", "x@town.example", "--role", *arguments)
        assert ran.code == 1
        assert "municipal role" in ran.err
    assert account(app, "x@town.example") is None


def test_an_unknown_institution_is_named_and_nobody_added(
    app: Flask, town: Town, command_line: CommandLine
) -> None:
    ran = command_line.run(
        "user", "add", "x@town.example", "--role", "school_admin", "--institution", "QQQ"
    )
    assert (ran.code, ran.out) == (1, "")
    assert "QQQ" in ran.err
    assert account(app, "x@town.example") is None


def test_a_taken_e_mail_is_refused(app: Flask, town: Town, command_line: CommandLine) -> None:
    email = town.emails[Role.SCHOOL_ADMIN].upper()
    ran = command_line.run("user", "add", email, "--role", "municipal_viewer")
    assert (ran.code, ran.err) == (1, "This e-mail is taken.\n")
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert len(session.scalars(select(User)).all()) == len(Role)


def test_an_unknown_role_is_wrong_usage(town: Town, command_line: CommandLine) -> None:
    assert command_line.run("user", "add", "x@town.example", "--role", "king").code == 2


def test_the_e_mail_of_a_closed_account_stays_taken(
    app: Flask, town: Town, command_line: CommandLine
) -> None:
    email = town.emails[Role.SCHOOL_ADMIN]
    with app.app_context(), writing(db.session(), reason="a test") as session:
        session.scalars(select(User).where(User.email == email)).one().active = False
    ran = command_line.run("user", "add", email, "--role", "municipal_viewer")
    assert (ran.code, ran.err) == (1, "This e-mail is taken.\n")


def test_what_is_no_e_mail_is_refused(town: Town, command_line: CommandLine) -> None:
    wrong = ("anna", "anna@town", "a b@town.example", "a" * 250 + "@town.example")
    for email in (*wrong, "jānis@town.example", "a.@town.example"):  # no letter reaches these
        ran = command_line.run("user", "add", email, "--role", "municipal_viewer")
        assert (ran.code, ran.err) == (1, "Write it as name@school.lv.\n")
