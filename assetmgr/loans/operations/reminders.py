"""Queueing reminders: one letter for each person and day, and one to a minor's guardian."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.loans.policy.reminders import first_name, letter
from assetmgr.loans.queries.due import Due, Place, due_of_acts, due_on_days, places
from assetmgr.outbox.operations import NewMail, queue_mails
from assetmgr.people.policy.letters import reached

KIND: Final = "loan_reminder"


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many people were to be reminded, how many letters are new, whom no letter reaches."""

    people: int
    queued: int
    without_address: int


def remind_of_day(session: Session, today: date, *, now: datetime) -> Reminded:
    """Queue the letters of a day in all institutions; what was queued before is not again."""
    known = places(session)
    return _queue(session, due_on_days(session, known, [today], today), known, today, now)


def remind_of_days(
    session: Session, place: Place, days: Collection[date], today: date, *, now: datetime
) -> Reminded:
    """Queue today's letters of one institution for some days at once: one letter for each person.

    What came back meanwhile is not asked for.
    """
    known = {place.id: place}
    return _queue(session, due_on_days(session, known, days, today), known, today, now)


def remind_of_acts(
    session: Session, act_ids: Collection[int], today: date, *, now: datetime
) -> Reminded:
    """Queue letters to the borrowers of loans within the scope; nobody gets two on a day."""
    known = places(session)
    return _queue(session, due_of_acts(session, known, today, act_ids), known, today, now)


def _queue(
    session: Session,
    people: Sequence[Due],
    known: Mapping[int, Place],
    today: date,
    now: datetime,
) -> Reminded:
    letters = [list(_letters(one, known[one.institution_id], today)) for one in people]
    queued = queue_mails(session, (mail for each in letters for mail in each), now=now)
    return Reminded(len(people), queued, sum(not each for each in letters))


def _letters(one: Due, place: Place, today: date) -> Iterator[NewMail]:
    to_whom = reached(one.email, one.guardians)
    for to, whom in ((to_whom.own, ""), (to_whom.guardian, ":guardian")):
        if to is None:
            continue
        subject, body = letter(
            first_name(one.name), one.items, place.sender, today, to_guardian=bool(whom)
        )
        key = f"{KIND}:{place.code}:{one.key}:{today.isoformat()}{whom}"
        yield NewMail(one.institution_id, to, subject, body, KIND, key)
