"""Desks as processes of their own that want one device at the same moment: one has it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest
from flask import Flask
from sqlalchemy import func, select

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.loans.codes import OPEN, ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.operations.handing_out import Wish, hand_out
from tests.loans.one_desk import at_work
from tests.support.lending import agree, lend, make_available
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

Deed = tuple[str, int, int]
FORK = get_context("fork")
"""A process is there at once: it need not start the product anew."""


class Desks:
    """Starts processes on a test's database."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def at_once(self, *deeds: Deed) -> list[str]:
        """Do all of them at one moment; what each says."""
        barrier = FORK.Barrier(len(deeds))
        pipes = [FORK.Pipe(duplex=False) for _ in deeds]
        desks = [
            FORK.Process(target=at_work, args=(self._app, barrier, answer, *deed), daemon=True)
            for deed, (_, answer) in zip(deeds, pipes, strict=True)
        ]
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join(120)
        assert [desk.exitcode for desk in desks] == [0] * len(desks)
        return [told.recv() for told, _ in pipes]


@pytest.fixture
def desks(app: Flask, town: Town) -> Desks:
    with written(app) as session:
        make_available(session, town, "K-0001")
        agree(session, town, "ada", "emils")
    return Desks(app)


def verdicts(told: list[str]) -> Counter[str]:
    return Counter(one.partition(":")[0] for one in told)


def open_acts(app: Flask) -> int:
    with written(app) as session:
        count = session.scalar(select(func.count(Act.id)).where(Act.status.in_(OPEN)))
        return count or 0


def ensure_whole(app: Flask, town: Town, status: Status) -> None:
    """The device and its open period say the same, and numbers have no gap."""
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.asset_tag == "K-0001")).one()
        period = session.scalars(
            select(DevicePeriod.status).where(
                DevicePeriod.device_id == device.id, DevicePeriod.valid_to.is_(None)
            )
        ).one()
        assert (device.status, period) == (status, status)
        numbers = session.scalars(
            select(Act.number)
            .where(Act.institution_id == town.institutions["ABC"])
            .order_by(Act.number)
        ).all()
        assert list(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("count", [2, 8])
def test_many_desks_lend_one_device_once(app: Flask, town: Town, desks: Desks, count: int) -> None:
    people = [town.persons[("ada", "emils", "teacher")[number % 3]] for number in range(count)]
    told = desks.at_once(*(("lend", town.devices["K-0001"], person) for person in people))
    assert verdicts(told) == {"done": 1, "refused": count - 1}, told
    assert all("A-ABC-1" in one for one in told), told
    assert open_acts(app) == 1
    ensure_whole(app, town, Status.IN_USE)


@pytest.mark.parametrize("acts_before", [0, 1])
def test_desks_of_one_school_number_one_after_the_other(
    app: Flask, town: Town, desks: Desks, acts_before: int
) -> None:
    """Both where the first act of the school is made and where the last number was just read."""
    with written(app) as session:
        for tag in ("K-0002", "K-0003"):
            make_available(session, town, tag)
        for _ in range(acts_before):
            lend(session, town, "K-0004", "teacher")
    device, people = town.devices, town.persons
    told = desks.at_once(
        ("lend", device["K-0001"], people["ada"]),
        ("lend", device["K-0002"], people["emils"]),
        ("ready", device["K-0003"], people["teacher"]),
    )
    assert verdicts(told) == {"done": 3}, told
    assert open_acts(app) == 3 + acts_before
    ensure_whole(app, town, Status.IN_USE)


def test_one_prepares_while_another_hands_out(app: Flask, town: Town, desks: Desks) -> None:
    device, people = town.devices["K-0001"], town.persons
    told = desks.at_once(("ready", device, people["ada"]), ("lend", device, people["emils"]))
    assert verdicts(told) == {"done": 1, "refused": 1}, told
    assert open_acts(app) == 1
    with written(app) as session:
        status = session.scalars(select(Act.status)).one()
    expected = Status.IN_USE if status is ActStatus.ISSUED else Status.RESERVED
    ensure_whole(app, town, expected)


def test_a_device_is_returned_once(app: Flask, town: Town, desks: Desks) -> None:
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
    device = town.devices["K-0001"]
    told = desks.at_once(*[("back", device, 0)] * 4)
    assert verdicts(told) == {"done": 1, "refused": 3}, told
    assert open_acts(app) == 0
    ensure_whole(app, town, Status.AVAILABLE)


def test_what_is_undone_is_not_returned_as_well(app: Flask, town: Town, desks: Desks) -> None:
    with written(app) as session:
        act_id = lend(session, town, "K-0001", "ada", now=datetime.now(UTC)).act.id
    device = town.devices["K-0001"]
    told = desks.at_once(("undo", act_id, 0), ("back", device, 0))
    assert verdicts(told) == {"done": 1, "refused": 1}, told
    assert open_acts(app) == 0
    ensure_whole(app, town, Status.AVAILABLE)


def test_a_return_is_undone_or_the_device_lent_anew(app: Flask, town: Town, desks: Desks) -> None:
    with written(app) as session:
        act_id = lend(session, town, "K-0001", "ada", now=datetime.now(UTC)).act.id
    device = town.devices["K-0001"]
    assert verdicts(desks.at_once(("back", device, 0))) == {"done": 1}
    told = desks.at_once(("reopen", act_id, 0), ("lend", device, town.persons["emils"]))
    assert verdicts(told) == {"done": 1, "refused": 1}, told
    assert open_acts(app) == 1
    ensure_whole(app, town, Status.IN_USE)


def test_a_device_is_taken_back_at_one_desk_and_handed_out_at_another(
    app: Flask, town: Town, desks: Desks
) -> None:
    device, people = town.devices["K-0001"], town.persons
    with written(app) as session:
        earlier = TODAY - timedelta(days=3)
        hand_out(session, Wish(device, people["ada"]), actor=ACTOR, now=NOW, today=earlier)
    told = desks.at_once(("back", device, 0), ("lend", device, people["emils"]))
    assert told[0].startswith("done"), told
    lent = told[1].startswith("done")
    assert open_acts(app) == lent
    ensure_whole(app, town, Status.IN_USE if lent else Status.AVAILABLE)
