"""Which seen device is which known one; see sync.reconcile for the rule."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sync.changes import Ambiguity, Ambiguous
from sync.records import KnownDevice, SeenDevice


@dataclass(frozen=True, slots=True)
class Matches:
    """Every seen device once: paired (by device id), or unmatched or ambiguous (by Google id)."""

    pairs: tuple[tuple[KnownDevice, SeenDevice], ...]
    unmatched: tuple[SeenDevice, ...]
    ambiguous: tuple[Ambiguous, ...]


class _Hits(NamedTuple):
    seen: SeenDevice
    known: tuple[KnownDevice, ...]
    by_id: bool


def match(known: Iterable[KnownDevice], seen: Iterable[SeenDevice]) -> Matches:
    """Sort `seen` (each Google id once) into matched, unmatched and ambiguous."""
    hits = _find(known, seen)
    linked = {device.device_id for hit in hits if hit.by_id for device in hit.known}
    claims = Counter(device.device_id for hit in hits if not hit.by_id for device in hit.known)
    pairs, unmatched, ambiguous = [], [], []
    for hit in hits:
        reason = _doubt(hit, linked, claims)
        if not hit.known:
            unmatched.append(hit.seen)
        elif reason is None:
            pairs.append((hit.known[0], hit.seen))
        else:
            ids = tuple(sorted(device.device_id for device in hit.known))
            ambiguous.append(Ambiguous(hit.seen, ids, reason))
    pairs.sort(key=lambda pair: pair[0].device_id)
    unmatched.sort(key=lambda device: device.google_id)
    ambiguous.sort(key=lambda doubt: doubt.seen.google_id)
    return Matches(tuple(pairs), tuple(unmatched), tuple(ambiguous))


def _find(known: Iterable[KnownDevice], seen: Iterable[SeenDevice]) -> list[_Hits]:
    by_id: dict[str, list[KnownDevice]] = defaultdict(list)
    by_serial: dict[str, list[KnownDevice]] = defaultdict(list)
    for device in known:
        if device.google_id:
            by_id[device.google_id].append(device)
        if serial := _comparable(device.serial):
            by_serial[serial].append(device)
    hits = []
    for chrome in seen:
        if found := by_id.get(chrome.google_id):
            hits.append(_Hits(chrome, tuple(found), by_id=True))
        else:
            found = by_serial.get(_comparable(chrome.serial), [])
            hits.append(_Hits(chrome, tuple(found), by_id=False))
    return hits


def _comparable(serial: str | None) -> str:
    return (serial or "").strip().casefold()


def _doubt(hit: _Hits, linked: set[int], claims: Counter[int]) -> Ambiguity | None:
    if len(hit.known) > 1:
        return Ambiguity.SEVERAL_IN_REGISTER
    if hit.by_id or not hit.known:
        return None
    if hit.known[0].device_id in linked:
        return Ambiguity.LINKED_TO_ANOTHER
    if claims[hit.known[0].device_id] > 1:
        return Ambiguity.SEVERAL_IN_GOOGLE
    return None
