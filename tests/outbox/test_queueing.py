"""A letter is queued once, with what it tells, and can break no header."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_set
from assetmgr.db.errors import Refused
from assetmgr.db.scope import AllInstitutions, Institutions, ScopeError, set_scope
from assetmgr.db.transaction import begin_writing
from assetmgr.extensions import db
from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.operations import queue_mail, queue_mails
from assetmgr.outbox.policy import is_usable_address, masked
from tests.outbox.conftest import Post
from tests.support.letters import given_up, new_mail
from tests.support.sql import counted
from tests.support.town import NOW, Town
from tests.support.writing import written


def test_the_same_key_is_never_queued_twice(app: Flask, town: Town) -> None:
    def queue(to: str) -> bool:
        with written(app) as session:
            return queue_mail(
                session,
                institution_id=town.institutions["ABC"],
                to=to,
                subject="Jāatdod",
                body="Labdien!",
                kind="due_soon",
                key="due_soon:A-ABC-1:2026-05-20",
                now=NOW,
            )

    assert queue("anna@skola.example")
    assert not queue("zane@skola.example")
    with written(app) as session:
        assert session.scalars(select(OutboxMail.recipient)).all() == ["anna@skola.example"]


def test_a_key_stays_taken_when_its_letter_was_sent(post: Post) -> None:
    post.queue("due_soon:1")
    assert post.send().sent == 1
    assert post.queue("due_soon:1") == 0


def test_what_was_rolled_back_is_not_queued(app: Flask, town: Town) -> None:
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, AllInstitutions("a test"))
        assert queue_mails(session, [new_mail(town.institutions["ABC"], "k")], now=NOW) == 1
        session.rollback()
        set_scope(session, AllInstitutions("a test"))
        assert session.scalar(select(func.count(OutboxMail.id))) == 0


def test_a_thousand_letters_take_few_statements_and_only_new_keys_count(
    app: Flask, town: Town
) -> None:
    place = town.institutions["ABC"]
    with written(app) as session:
        queue_mails(
            session, [new_mail(place, f"k{number}") for number in range(0, 1000, 4)], now=NOW
        )
    mails = [new_mail(place, f"k{number % 1000}") for number in range(1500)]
    with counted(app) as statements, written(app) as session:
        assert queue_mails(session, mails, now=NOW) == 750
    assert len(statements) <= 2 * 4, statements


def test_somebody_quicker_with_a_key_leaves_the_others_in(app: Flask, town: Town) -> None:
    """The key was not there when it was looked for, and is there when it is written."""
    place = town.institutions["ABC"]

    def late(session: Session) -> int:
        return queue_mails(session, [new_mail(place, "a"), new_mail(place, "b")], now=NOW)

    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("on SQLite a writing transaction is alone")
    looked = Event()
    results: list[int] = []

    def second() -> None:
        looked.wait(10)
        with written(app) as session:
            results.append(late(session))

    thread = Thread(target=second)
    thread.start()
    with written(app) as session:
        assert queue_mails(session, [new_mail(place, "a")], now=NOW) == 1
        looked.set()
        thread.join(1)  # it waits for our commit with its key in hand
        assert thread.is_alive()
    thread.join(10)
    assert results == [1]


def test_an_unknown_institution_is_an_error_and_no_endless_loop(session: Session) -> None:
    with pytest.raises(IntegrityError):
        queue_mails(session, [new_mail(999_999, "k")], now=NOW)


def test_a_school_queues_no_letter_of_another_and_its_keys_are_taken_for_all(
    app: Flask, town: Town
) -> None:
    with written(app) as session:
        queue_mails(session, [new_mail(town.institutions["XYZ"], "theirs")], now=NOW)
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset({town.institutions["ABC"]})))
        with pytest.raises(ScopeError):
            queue_mails(session, [new_mail(town.institutions["XYZ"], "k")], now=NOW)
        assert queue_mails(session, [new_mail(town.institutions["ABC"], "theirs")], now=NOW) == 0
        session.rollback()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("to", "anna@skola.example\r\nBcc: all@skola.example"),
        ("to", "anna@skola.example\n"),
        ("to", "anna@skola.example, all@skola.example"),
        ("to", "Anna <anna@skola.example>"),
        ("to", "anna"),
        ("to", "anna@@skola.example"),
        ("to", "a..b@skola.example"),
        ("to", "anna@skola"),
        ("to", "ānna@skola.example"),
        ("to", "a" * 65 + "@skola.example"),
        ("to", ""),
        ("name", "Anna\r\nBcc: all@skola.example"),
        ("name", "Anna\u2028Bcc: all@skola.example"),
        ("subject", "Jāatdod\nBcc: all@skola.example"),
        ("subject", "Jāatdod\rBcc: all@skola.example"),
        ("subject", "Jāatdod\x85Bcc: all@skola.example"),
        ("subject", "J" * 201),
        ("subject", " "),
        ("body", ""),
        ("body", "NUL \0"),
    ],
)
def test_what_could_break_a_letter_is_refused_and_not_repeated(
    session: Session, field: str, text: str
) -> None:
    with pytest.raises(Refused) as refused:
        queue_mails(session, [new_mail(1, "k", **{field: text})], now=NOW)
    assert refused.value.field == field
    assert not text.strip() or text not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["anna@skola.example", "a.b+c_d@x-y.skola.lv", "o'neil@skola.lv", "1@2.lv"]
)
def test_usual_addresses_are_usable(address: str) -> None:
    assert is_usable_address(address)


def test_a_masked_address_keeps_its_first_letter_and_domain() -> None:
    assert masked("anna.berzina@skola.lv") == "a…@skola.lv"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("waits_or_sent_or_given_up", {"next_attempt_at": NOW}),
        ("waits_or_sent_or_given_up", {"failed_at": None}),
        ("nothing_left_of_a_sent_one", {"sent_at": NOW, "failed_at": None}),
        ("claimed_while_it_waits", {"claimed_until": NOW}),
        ("letter_whole_or_gone", {"recipient": None}),
        ("letter_whole_or_gone", {"body": None}),
        ("given_up_for_a_reason", {"last_error": None}),
        (
            "letter_while_it_waits",
            {
                "failed_at": None,
                "next_attempt_at": NOW,
                "recipient": None,
                "recipient_name": None,
                "subject": None,
                "body": None,
            },
        ),
    ],
)
def test_the_table_itself_holds_what_must_hold(
    app: Flask, town: Town, name: str, told: dict[str, object]
) -> None:
    with written(app) as session:
        session.add(given_up(town.institutions["ABC"], "k"))
    with pytest.raises(IntegrityError, match=name), written(app) as session:
        bulk_set(session, OutboxMail, OutboxMail.key == "k", **told)


def test_a_letter_waits_for_its_moment(post: Post) -> None:
    post.queue(new_mail(post.place, "k", send_after=NOW + timedelta(hours=2)))
    assert (post.send(hours=1).sent, post.send(hours=1).sent) == (0, 1)
