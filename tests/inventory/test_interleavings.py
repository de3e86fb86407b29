"""Three phones in any order of telling, repeating, signing off and closing: no scan vanishes."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.inventory.codes import Action, Outcome, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeEntry, StocktakePhone
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.delivering import deliver
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.operations.signing_off import override_phone, sign_off
from assetmgr.inventory.policy.sealing import rows_sha256
from assetmgr.inventory.policy.told import Told
from assetmgr.inventory.queries.heads import head_of, stocktake_or_none
from assetmgr.inventory.queries.picture import Picture, picture
from assetmgr.inventory.queries.sealed import sealed_rows
from tests.inventory.conftest import HEAD
from tests.support.town import Town
from tests.support.writing import written

CODES: Final = ("K-0001", "K-0002", "P-0001", "K-0101", "K-9999", "HTTPS://X.LV/D/K-0001")
START: Final = datetime.now(UTC)
PHONES: Final = st.integers(0, 2)
STEPS: Final = st.lists(
    st.one_of(
        st.tuples(st.just("scan"), PHONES, st.sampled_from(CODES)),
        st.tuples(st.just("undo"), PHONES, st.integers(0, 30)),
        st.tuples(st.just("remark"), PHONES, st.integers(0, 30)),
        st.tuples(st.just("deliver"), PHONES, st.integers(0, 30)),
        st.tuples(st.just("sign off"), PHONES, st.none()),
        st.tuples(st.just("close"), PHONES, st.none()),
        st.tuples(st.just("close without"), PHONES, st.none()),
    ),
    max_size=40,
)
Step = tuple[str, int, Any]


class Count:
    """A stocktake with three phones, each with what it told so far."""

    def __init__(self, session: Session, institution_id: int) -> None:
        self.session = session
        self.now = START
        opened = open_stocktake(session, institution_id, title="Skaits", actor=HEAD, now=START)
        self.stocktake = opened.stocktake
        names = ("A", "B", "C")
        joined = [join(session, self.stocktake, one, actor=HEAD, now=START) for one in names]
        self.ids = [one.phone.id for one in joined]
        self.queues: list[list[Told]] = [[], [], []]

    def take(self, step: Step) -> None:
        """One step; what is refused changes nothing."""
        what, phone, more = step
        self.now += timedelta(seconds=1)
        if what == "scan":
            self._tell(phone, Action.SCAN, code=more)
        elif what in {"undo", "remark"} and self.queues[phone]:
            target = self.queues[phone][more % len(self.queues[phone])].uuid
            note = "piezīme" if what == "remark" else None
            self._tell(phone, Action(what), target=target, note=note)
        elif what == "deliver":
            self.deliver(phone, more % (len(self.queues[phone]) + 1))
        elif what == "sign off":
            sign_off(self.session, self.ids[phone], len(self.queues[phone]), now=self.now)
        elif what == "close":
            self.close()
        elif what == "close without":
            self._close_without(phone)

    def deliver(self, phone: int, since: int) -> None:
        """Send everything from a place in the queue on: some of it again, or past a gap."""
        told = self.queues[phone][since:]
        before = self._received(phone)
        answer = deliver(self.session, self.ids[phone], told, sent_at=self.now, now=self.now)
        assert answer.received == (
            max(before, len(self.queues[phone])) if since <= before else before
        )
        assert answer.has_gap == (since > before and bool(told))
        assert len(answer.receipts) == (0 if answer.has_gap else len(told))

    def close(self) -> None:
        """Close, if nothing holds it up."""
        try:
            stocktake = stocktake_or_none(self.session, self.stocktake.id)
            assert stocktake is not None
            close(self.session, stocktake, actor=HEAD, now=self.now, today=self.now.date())
        except Refused:
            self.session.expire_all()

    def _close_without(self, gone: int) -> None:
        """The others finish; an administrator answers for a phone that is offline."""
        for phone in {0, 1, 2} - {gone}:
            self.deliver(phone, 0)
            sign_off(self.session, self.ids[phone], len(self.queues[phone]), now=self.now)
        with suppress(Refused):
            override_phone(self.session, self.stocktake, self.ids[gone], actor=HEAD, now=self.now)
        self.close()

    def _tell(self, phone: int, action: Action, **fields: Any) -> None:
        number = len(self.queues[phone]) + 1
        self.queues[phone].append(Told(number, str(uuid4()), action, self.now, **fields))

    def _received(self, phone: int) -> int:
        return self.session.scalars(
            select(StocktakePhone.received).where(StocktakePhone.id == self.ids[phone])
        ).one()


def look(session: Session, stocktake: Stocktake) -> Picture:
    head = head_of(session, stocktake.id)
    assert head is not None
    return picture(session, head)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def check(app: Flask, town: Town, steps: list[Step]) -> None:
    with written(app) as session:
        count = Count(session, town.institutions["ABC"])
        for step in steps:
            count.take(step)
        for phone in range(3):  # in the end every phone comes back to a network
            count.deliver(phone, 0)
        told = [one for queue in count.queues for one in queue]
        rows = session.execute(
            select(StocktakeEntry.uuid, StocktakeEntry.is_late, StocktakeEntry.action).where(
                StocktakeEntry.stocktake_id == count.stocktake.id
            )
        ).all()
        assert Counter(row.uuid for row in rows) == Counter(one.uuid for one in told)
        seen = look(session, count.stocktake)
        scans = {one.uuid for one in told if one.action is Action.SCAN}
        late = {row.uuid for row in rows if row.is_late}
        accounted = Counter(one.entry.uuid for one in seen.reading.scans)
        accounted.update(one.uuid for one in seen.reading.late if one.uuid in scans)
        assert accounted == Counter(scans)
        assert late == {one.uuid for one in seen.reading.late}
        standing = sum(len(seen.scans(outcome)) for outcome in Outcome)
        undone = sum(one.undone for one in seen.reading.scans)
        again = sum(one.again for one in seen.reading.scans)
        assert standing + undone + again == len(scans - late)
        stocktake = stocktake_or_none(session, count.stocktake.id)
        assert stocktake is not None
        if stocktake.status is StocktakeStatus.CLOSED:
            assert stocktake.rows_sha256 == rows_sha256(*sealed_rows(session, stocktake.id))
            assert {item.device.result for item in seen.items} == {
                item.result for item in seen.items
            }
        else:
            assert not late
        db.session().expire_all()


def test_every_scan_of_three_phones_is_accounted_for_exactly_once(app: Flask, town: Town) -> None:
    check(app, town)
