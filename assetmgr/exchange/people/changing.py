"""From a row and whom it means to what is to be written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assetmgr.exchange.people.known import Stored
from assetmgr.exchange.people.reading import Told
from assetmgr.people.operations.deeds import COLUMNS, ChangedPerson, NewPerson, Reach
from assetmgr.people.policy.guardians import ToldReach, merged


def new_person(told: Told) -> NewPerson:
    """Somebody whom the register does not know."""
    values: dict[str, Any] = {**dict.fromkeys(COLUMNS), **told.values, "role": told.role}
    return NewPerson(values, _guardians(told.guardians or (), ()), told.code)


def changed(told: Told, person: Stored) -> ChangedPerson | None:
    """What a row changes of somebody known; None for nothing. Whoever had left is back."""
    values = {name: value for name, value in told.values.items() if value != person.values[name]}
    if person.values["left_on"] is not None:
        values["left_on"] = None
    after = _guardians(told.guardians or (), person.guardians)
    guardians = after if after != person.guardians and told.guardians is not None else None
    known_digest = person.code.digest if person.code else None
    code = told.code if told.code and told.digests[0] != known_digest else None
    if not values and guardians is None and code is None:
        return None
    return ChangedPerson(
        id=person.id,
        key=person.key,
        version=person.version,
        before=person.values,
        values=values,
        guardians=guardians,
        guardians_before=person.guardians,
        code=code,
        code_before=person.code,
    )


def _guardians(told: Sequence[ToldReach], known: Sequence[Reach]) -> tuple[Reach, ...]:
    stored = [ToldReach(one.name, one.email, one.phone) for one in known]
    return tuple(Reach(one.name or "", one.email, one.phone) for one in merged(told, stored))


def leaving(person: Stored, today: date) -> ChangedPerson:
    """Somebody who is no longer there from today on."""
    return ChangedPerson(
        id=person.id,
        key=person.key,
        version=person.version,
        before=person.values,
        values={"left_on": today},
    )
