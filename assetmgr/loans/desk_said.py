"""What the desk says after each scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assetmgr.loans.policy.desk import Fix
from assetmgr.loans.queries.desk_log import Done
from assetmgr.loans.queries.desk_people import DeskPerson


@dataclass(frozen=True, slots=True)
class Remedy:
    """A press that mends what stands in the way; `asks_name`: of the guardian, `name` if known."""

    fix: Fix
    label: str
    asks_name: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: ok, amber or bad, in words.

    `served` and `tag`: who has that device from now on. `chosen`: who is served next. `done`: what
    goes on top of the log. `again`: the tag that is mended if it is scanned once more.
    `candidates`: whom a typed name may mean.
    """

    tone: str
    title: str
    text: str = ""
    served: int | None = None
    tag: str = ""
    chosen: DeskPerson | None = None
    done: Done | None = None
    code: str = ""
    person_id: int | None = None
    remedies: tuple[Remedy, ...] = ()
    again: str = ""
    again_at: int | None = None
    candidates: Sequence[DeskPerson] = ()


def following(people: Sequence[DeskPerson], person_id: int | None) -> DeskPerson | None:
    """Who is served next: the first without a device after somebody, else from the beginning."""
    place = next((at for at, one in enumerate(people) if one.id == person_id), -1)
    waiting = (*people[place + 1 :], *people[: place + 1])
    return next((one for one in waiting if not one.is_served and one.id != person_id), None)


def seconds(moment: datetime) -> int:
    """A moment as a page keeps it: whole seconds since 1970."""
    return int(moment.timestamp())
