"""The audit trail of a device, in readable words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask_babel import gettext

from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.queries import DeviceCard, NamedKind, entries, kinds, names_in
from assetmgr.devices.queries.past import Entry
from assetmgr.devices.routes.words import ACTION_NAMES, FACT_NAMES, VIA_NAMES
from assetmgr.extensions import db
from assetmgr.web import formats
from assetmgr.web.words import kind_name, word

_CODES: Final = {"status": Status, "purpose": Purpose, "funding": Funding}
_DAYS: Final = frozenset({"acquired_on", "warranty_until", "aue"})
_AT_ENTRY: Final = ("kind_id", "model_id", "institution_id", "room_id", "status", "acquired_on")


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a history: when, what, by whom, and the details."""

    when: str
    what: str
    who: str = ""
    detail: str = ""


def history(device_id: int, known: Iterable[NamedKind]) -> list[Told]:
    """Who changed what of a device, newest first."""
    return _told(entries(db.session(), device_id), known)


def changes_since(card: DeviceCard, seen: str | None) -> list[Told]:
    """What was done to a device since its form was opened at version `seen`, newest first."""
    if not seen or not seen.isdecimal() or len(seen) > 9 or int(seen) >= card.version:
        return []
    newer = entries(db.session(), card.id, limit=card.version - int(seen))
    return _told(newer, kinds(db.session()))


def _told(found: Iterable[Entry], known: Iterable[NamedKind]) -> list[Told]:
    changes = [*found]
    names = names_in(db.session(), changes)
    by_column: dict[str, Mapping[int, str]] = {
        "kind_id": {kind.id: kind_name(kind) for kind in known},
        "model_id": names.models,
        "institution_id": names.institutions,
        "room_id": names.rooms,
    }
    return [_entry(change, by_column) for change in changes]


def _entry(change: Entry, names: Mapping[str, Mapping[int, str]]) -> Told:
    via = str(VIA_NAMES[change.via])
    return Told(
        when=formats.datetime_text(change.at, formats.language()),
        what=str(ACTION_NAMES.get(change.action, change.action)),
        who=f"{change.who}, {via}",
        detail="; ".join(_details(change, names)),
    )


def _details(change: Entry, names: Mapping[str, Mapping[int, str]]) -> Iterator[str]:
    if change.action == "created":
        for column in _AT_ENTRY:
            if column in change.after:
                yield f"{FACT_NAMES[column]}: {_text(column, change.after[column], names)}"
    elif change.action == "changed":
        yield from _changes(change, names)
    elif change.action == "corrected":
        yield _correction(change)


def _changes(change: Entry, names: Mapping[str, Mapping[int, str]]) -> Iterator[str]:
    for column, label in FACT_NAMES.items():
        if column in change.after:
            old = _text(column, change.before.get(column), names)
            yield f"{label}: {old} → {_text(column, change.after[column], names)}"
    effective = change.after.get("effective_on")
    if effective:
        day = date.fromisoformat(effective)
        yield gettext("in force since %(day)s", day=formats.date_text(day, formats.language()))


def _correction(change: Entry) -> str:
    """A status of the past as it was told, and as it really was."""
    told, meant = (
        gettext(
            "%(status)s since %(day)s",
            status=word(Status(side["status"])),
            day=formats.date_text(date.fromisoformat(side["effective_on"]), formats.language()),
        )
        for side in (change.before, change.after)
    )
    return f"{told} → {meant}"


def _text(column: str, value: Any, names: Mapping[str, Mapping[int, str]]) -> str:
    """A stored value as people read it."""
    if value is None:
        return formats.NOTHING
    if column in names:
        return names[column].get(value, formats.NOTHING)
    if column in _CODES:
        return word(_CODES[column](value))
    if column in _DAYS:
        return formats.date_text(date.fromisoformat(value), formats.language())
    return str(value)
