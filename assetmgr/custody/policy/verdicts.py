"""From marks of accounts to verdicts (DOMAIN.md, rule 9): nothing of an account leaves here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assetmgr.custody.codes import Verdict

STALE: Final = timedelta(days=3)
"""Who used it last tells nothing of a device that nobody used for longer: a weekend is bridged, a
holiday is not."""


@dataclass(frozen=True, slots=True)
class Lent:
    """A lent Chromebook; `holder` is the mark of its borrower's address, None without one."""

    device_id: int
    institution_id: int
    act_id: int
    issued_on: date
    holder: bytes | None


@dataclass(frozen=True, slots=True)
class Used:
    """What a sweep says of a device: the mark of its last user, and the last day it was used."""

    user: bytes | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A day's verdict on a loan; `other_device_id` only with a no."""

    lent: Lent
    verdict: Verdict
    other_device_id: int | None = None


def compared(lent: Collection[Lent], used: Mapping[int, Used], day: date) -> Iterator[Compared]:
    """The verdict on every loan that began before the end of `day`.

    Unknown: no managed account was told, the borrower has no address, or the device was not used
    since the day of its issue (whoever had it before may be the last user) or for three days. Who
    holds several other devices is told by the one that their borrowers swapped, else the first.
    """
    users = {key: one.user for key, one in used.items()}
    held = _held(lent)
    for one in lent:
        if one.issued_on > day:
            continue
        user = _user(one, used.get(one.device_id), day)
        if user is None or one.holder is None:
            yield Compared(one, Verdict.UNKNOWN)
        elif user == one.holder:
            yield Compared(one, Verdict.YES)
        else:
            others = held.get((one.institution_id, user), [])
            yield Compared(one, Verdict.NO, _other(one.holder, others, users))


def _user(one: Lent, used: Used | None, day: date) -> bytes | None:
    if used is None or used.on is None:
        return None
    is_known = used.on > one.issued_on and used.on >= day - STALE
    return used.user if is_known else None


def _held(lent: Iterable[Lent]) -> Mapping[tuple[int, bytes], list[int]]:
    found: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for one in lent:
        if one.holder:
            found[one.institution_id, one.holder].append(one.device_id)
    return found


def _other(holder: bytes, others: Collection[int], users: Mapping[int, bytes | None]) -> int | None:
    swapped = [key for key in others if users.get(key) == holder]
    return min(swapped or others, default=None)
