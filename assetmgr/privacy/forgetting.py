"""Forgetting whatever is due: batch after batch, each its own transaction.

Who is killed in between leaves whole batches behind; the next run goes on where that one ended.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from flask import Flask
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.custody.operations.clearing import clear_custody
from assetmgr.days import local_day
from assetmgr.db.bulk import bulk_next
from assetmgr.db.locks import Lock, hold
from assetmgr.db.remains import overwrite_deleted, rewrite_file
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import config_of, db
from assetmgr.lending.queries.settings import policy_of
from assetmgr.privacy.codes import Matter
from assetmgr.privacy.models import ForgottenCount
from assetmgr.privacy.operations.acts import forget_acts, forget_requests
from assetmgr.privacy.operations.leftovers import clear_leftovers
from assetmgr.privacy.operations.people import forget_people
from assetmgr.privacy.policy.due import months_before
from assetmgr.privacy.queries.due import count_due, due_acts, due_people, due_requests

BATCH: Final = 500
FORGETS: Final = Actor("privacy rule", Via.COMMAND)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a run forgot, or would forget: all that ended on `until` or before."""

    until: date
    acts: int
    people: int
    requests: int

    @property
    def anything(self) -> bool:
        """Whether something was."""
        return bool(self.acts or self.people or self.requests)

    def figures(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return {**asdict(self), "until": self.until.isoformat()}


def forget(app: Flask, day: date, *, now: datetime, dry_run: bool = False) -> Forgotten:
    """Forget what is due at the end of `day`: acts first, so that who only had those goes, too."""
    with app.app_context():
        with reading(db.session(), reason="what is due to be forgotten") as session:
            until = months_before(day, policy_of(session).forget_after_months)
            before = local_day(until, config_of(app).timezone).ends
            if dry_run:
                return Forgotten(until, **asdict(count_due(session, until, before)))
        run = _Run(day.replace(day=1), until, before, now)
        acts = run.all_of(Matter.ACTS, run.acts)
        requests = run.all_of(Matter.REQUESTS, run.requests)
        people = run.all_of(Matter.PEOPLE, run.people)
        done = Forgotten(until, acts, people, requests)
        with writing(db.session(), reason="what names people without need is cleared") as session:
            overwrite_deleted(session)
            clear_leftovers(session, now)
        while run.custody(day):
            pass
        if done.anything:
            rewrite_file(db.engine)
    return done


@dataclass(frozen=True, slots=True)
class _Run:
    month: date
    until: date
    before: datetime
    now: datetime

    def all_of(self, matter: Matter, batch: Callable[[Session], int]) -> int:
        """Batch after batch until one is empty; how many."""
        total = 0
        while count := self._one(matter, batch):
            total += count
        return total

    def _one(self, matter: Matter, batch: Callable[[Session], int]) -> int:
        with writing(db.session(), reason="the privacy rule") as session:
            hold(session, Lock.FORGET)
            overwrite_deleted(session)
            count = batch(session)
            if count:
                key = {"month": self.month, "matter": matter}
                bulk_next(session, ForgottenCount, key, column="count", by=count)
            return count

    def custody(self, today: date) -> int:
        """One day of old verdicts."""
        with writing(db.session(), reason="verdicts that are not kept any longer") as session:
            overwrite_deleted(session)
            return clear_custody(session, today)

    def acts(self, session: Session) -> int:
        """One batch of loans."""
        found = due_acts(session, self.until, BATCH)
        forget_acts(session, found, actor=FORGETS, now=self.now)
        return len(found)

    def people(self, session: Session) -> int:
        """One batch of people."""
        found = due_people(session, self.until, BATCH)
        forget_people(session, found, actor=FORGETS, now=self.now)
        return len(found)

    def requests(self, session: Session) -> int:
        """One batch of requests."""
        found = due_requests(session, self.before, BATCH)
        forget_requests(session, found)
        return len(found)
