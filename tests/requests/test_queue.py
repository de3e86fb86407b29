"""The queue: total, stable, the same in the database as in the rule; the flag stays unseen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.auth.codes import Role
from assetmgr.auth.models import Membership
from assetmgr.db.bulk import bulk_delete
from assetmgr.lending.models import LendingSetting
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person, SocialSupport
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.policy.order import Standing, place_key
from assetmgr.requests.queries.desk import Show, desk_page
from assetmgr.requests.queries.queue import Place, places, queue_page
from tests.support.asking import ask
from tests.support.pages import reader
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

moments = st.integers(0, 5).map(lambda day: NOW - timedelta(days=day))
standings = st.lists(
    st.tuples(
        st.sampled_from(Reason), moments, st.booleans(), st.sampled_from(["laptop", "tablet"])
    ),
    min_size=1,
    max_size=8,
)


@dataclass(frozen=True)
class Waiting:
    """What is put into the queue."""

    reason: Reason
    submitted_at: datetime
    is_helped: bool
    kind: str


@given(standings, st.booleans(), st.randoms())
def test_the_order_is_total_and_does_not_hang_on_the_order_of_arrival(
    told: list[tuple[Reason, datetime, bool, str]], support_first: bool, random: object
) -> None:
    waiting = [Standing(key, *one[:3]) for key, one in enumerate(told)]
    mixed = list(waiting)
    random.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis gives a random.Random

    def key(one: Standing) -> tuple[object, ...]:
        return place_key(one, support_first=support_first)

    assert sorted(mixed, key=key) == sorted(waiting, key=key)
    assert len({key(one) for one in waiting}) == len(waiting)


def put(session: Session, town: Town, told: list[Waiting], *, first: int = 1) -> list[LoanRequest]:
    """People of ABC who wait, one for each, numbered from `first` on."""
    place = town.institutions["ABC"]
    made = []
    for number, one in enumerate(told, first):
        person = Person(
            institution_id=place,
            key=f"Q{number}",
            role=PersonRole.PUPIL,
            name=f"Q {number}",
            search_text=f"q {number}",
        )
        session.add(person)
        session.flush()
        if one.is_helped:
            session.add(support(person.id, place))
        request = LoanRequest(
            institution_id=place,
            number=number,
            person_id=person.id,
            kind_id=town.kinds[one.kind],
            status=RequestStatus.SUBMITTED,
            reason=one.reason,
            channel=Channel.DESK,
            submitted_at=one.submitted_at,
        )
        session.add(request)
        session.flush()
        made.append(request)
    return made


def in_turn(count: int) -> list[Waiting]:
    """Equal needs, each a day after the other."""
    days = (NOW + timedelta(day) for day in range(count))
    return [Waiting(Reason.OTHER, day, False, "tablet") for day in days]


def support(person_id: int, place: int) -> SocialSupport:
    return SocialSupport(
        person_id=person_id, institution_id=place, noted_at=NOW, noted_by=ACTOR.name
    )


def chosen(town: Town, *, support_first: bool) -> LendingSetting:
    return LendingSetting(
        institution_id=town.institutions["ABC"],
        takes_requests=True,
        year_ends_month=5,
        year_ends_day=31,
        support_first=support_first,
        remind_before=[],
        remind_after=[],
        unused_weeks=4,
    )


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(standings, st.booleans(), st.integers(1, 4))
def test_the_database_orders_as_the_rule_says_page_by_page(
    town: Town,
    session: Session,
    told: list[tuple[Reason, datetime, bool, str]],
    support_first: bool,
    limit: int,
) -> None:
    waiting = [Waiting(*one) for one in told]
    with session.begin_nested() as savepoint:
        session.add(chosen(town, support_first=support_first))
        made = put(session, town, waiting)
        expected = sorted(
            zip(made, waiting, strict=True),
            key=lambda pair: place_key(
                Standing(pair[0].id, pair[1].reason, pair[1].submitted_at, pair[1].is_helped),
                support_first=support_first,
            ),
        )
        found = list(pages(session, town, limit))
        assert [one.request_id for one in found] == [request.id for request, _ in expected]
        for kind in {one.kind for one in waiting}:
            numbers = [
                one.number
                for one, (_, told_of) in zip(found, expected, strict=True)
                if told_of.kind == kind
            ]
            assert numbers == list(range(1, len(numbers) + 1))
        assert {key: (one.number, one.of) for key, one in places(session, made, TODAY).items()} == {
            one.request_id: (one.number, one.of) for one in found
        }
        savepoint.rollback()
    session.expunge_all()


def pages(session: Session, town: Town, limit: int) -> Iterator[Place]:
    after = None
    while page := queue_page(
        session,
        town.institutions["ABC"],
        TODAY,
        after=after,
        limit=limit,
        with_sensitive=True,
    ):
        yield from page
        after = page[-1].request_id


def test_a_page_goes_on_where_the_last_one_ended_though_its_end_was_served(
    town: Town, session: Session
) -> None:
    made = put(
        session,
        town,
        [Waiting(Reason.OTHER, NOW + timedelta(n), False, "tablet") for n in range(4)],
    )
    made[1].status = RequestStatus.WITHDRAWN
    session.flush()
    page = queue_page(
        session,
        town.institutions["ABC"],
        TODAY,
        after=made[1].id,
        limit=9,
        with_sensitive=True,
    )
    assert [(one.request_id, one.number, one.of) for one in page] == [
        (made[2].id, 2, 3),
        (made[3].id, 3, 3),
    ]


def test_a_postponed_one_is_out_of_the_queue_until_its_day(town: Town, session: Session) -> None:
    first, second = put(
        session,
        town,
        [Waiting(Reason.OTHER, NOW + timedelta(n), False, "tablet") for n in range(2)],
    )
    first.status, first.postponed_until = RequestStatus.POSTPONED, TODAY + timedelta(1)
    session.flush()
    assert set(places(session, [first, second], TODAY)) == {second.id}
    later = places(session, [first, second], TODAY + timedelta(1))
    assert later[first.id].number == 1
    place = town.institutions["ABC"]
    listed = desk_page(session, place, Show.POSTPONED, TODAY, None).lines
    assert [one.request.id for one in listed] == [first.id]
    assert desk_page(session, place, Show.POSTPONED, TODAY + timedelta(1), None).lines == []


@pytest.fixture
def queue(app: Flask, town: Town) -> None:
    """Ada asked first, Emīls after her."""
    with written(app) as session:
        ask(session, town, "ada", now=NOW - timedelta(days=2))
        ask(session, town, "emils", now=NOW - timedelta(days=1))


@contextmanager
def helped(app: Flask, town: Town, name: str) -> Iterator[None]:
    """Somebody has social support in the block."""
    place = town.institutions["ABC"]
    with written(app) as session:
        session.add(support(town.persons[name], place))
    yield
    with written(app) as session:
        bulk_delete(session, SocialSupport, SocialSupport.institution_id == place)


def read(client: FlaskClient, address: str = "/requests") -> str:
    """A page without the token, which is another one each time."""
    return re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", client.get(address).text)


def rows(page: str) -> list[str]:
    """The rows of the table, without what says where one stands."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return [re.sub(r"\d+ of \d+", "", row) for row in body.split("<tr>")[1:]]


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize("role", [Role.SCHOOL_STAFF, Role.SCHOOL_ADMIN, Role.INSTITUTION_HEAD])
def test_the_flag_shows_in_the_order_alone_to_who_is_no_handler(
    app: Flask, town: Town, role: Role
) -> None:
    client = reader(app, town, role)
    before = read(client)
    assert before.index("Ada") < before.index("Emīls")
    with helped(app, town, "emils"):
        after = read(client)
    assert after.index("Emīls") < after.index("Ada")
    assert sorted(row.strip() for row in rows(before)) == sorted(row.strip() for row in rows(after))
    around = [part for page in (before, after) for part in page.split("<tbody>")[::2]]
    assert around[0] == around[1]
    assert before.split("</tbody>")[1] == after.split("</tbody>")[1]
    assert "social" not in after.lower()


@pytest.mark.usefixtures("queue")
def test_where_the_order_does_not_change_no_byte_does(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    with written(app) as session:
        request_id = session.scalars(select(LoanRequest.id).order_by(LoanRequest.id)).first()
    addresses = ("/requests", f"/requests/{request_id}", "/requests?show=decided")
    before = [read(client, address) for address in addresses]
    with helped(app, town, "ada"):
        assert [read(client, address) for address in addresses] == before


@pytest.mark.usefixtures("queue")
def test_an_institution_that_chose_otherwise_orders_without_the_flag(
    app: Flask, town: Town
) -> None:
    with written(app) as session:
        session.add(chosen(town, support_first=False))
    client = reader(app, town, Role.SCHOOL_ADMIN)
    before = read(client)
    with helped(app, town, "emils"):
        assert read(client) == before


@pytest.mark.usefixtures("queue")
def test_a_named_handler_sees_the_flag(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.SCHOOL_STAFF)
    with written(app) as session:
        for part in session.scalars(select(Membership).where(Membership.role == Role.SCHOOL_STAFF)):
            part.is_handler = True
    with helped(app, town, "emils"):
        page = read(client)
    body = rows(page)
    assert "social support" in body[0]
    assert "social support" not in body[1]


@pytest.mark.usefixtures("queue")
def test_a_pupil_reads_a_place_and_no_reason_for_it(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.BORROWER)
    assert "1 in the queue of 2" in client.get("/my").text
    with helped(app, town, "emils"):
        page = client.get("/my").text
    assert "2 in the queue of 2" in page
    assert "social" not in page.lower()
