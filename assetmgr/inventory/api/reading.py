"""From the JSON that a phone sends to plain values; what is no such JSON is refused as a whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeVar
from uuid import UUID

from assetmgr.inventory.codes import Action, Condition
from assetmgr.inventory.policy.told import Told
from assetmgr.web.addresses import LARGEST_KEY

MOST_ENTRIES: Final = 200
_CODE, _NOTE = 500, 2000
_YEARS: Final = range(1970, 2101)
Code = TypeVar("Code", bound=StrEnum)
Got = TypeVar("Got")


class NoSuchJsonError(ValueError):
    """The body is not what the interface takes; the text says why."""


def delivery(body: Any) -> tuple[datetime, list[Told]]:
    """The phone's clock at sending, and the entries.

    Raises:
        NoSuchJsonError: something is missing or wrong.
    """
    fields = _object(body, "the body")
    entries = fields.get("entries")
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        raise NoSuchJsonError(f"entries: a list of at most {MOST_ENTRIES}")
    return _moment(fields, "sent_at"), [_entry(one) for one in entries]


def last_number(body: Any) -> int:
    """The last number that a phone gave out; 0 where it gave out none.

    Raises:
        NoSuchJsonError: it is missing or no number.
    """
    return _number(_object(body, "the body"), "last_number", least=0)


def text_of(value: Any, most: int) -> str | None:
    """A text as the database stores it: without NUL or halves of letters, cut to its column."""
    if not isinstance(value, str):
        return None
    whole = value.replace("\0", "").encode(errors="replace").decode()
    return whole[:most] or None


def _entry(value: Any) -> Told:
    fields = _object(value, "an entry")
    action = _code(fields, "action", Action)
    code = text_of(fields.get("code"), _CODE)
    if action is Action.SCAN and code is None:
        raise NoSuchJsonError("code: what was scanned")
    return Told(
        number=_number(fields, "number", least=1),
        uuid=_uuid(fields.get("uuid"), "uuid"),
        action=action,
        at=_moment(fields, "at"),
        code=code if action is Action.SCAN else None,
        room_id=_room(fields.get("room")),
        target=None if action is Action.SCAN else _uuid(fields.get("target"), "target"),
        note=text_of(fields.get("note"), _NOTE),
        condition=_optional(fields, "condition", lambda: _code(fields, "condition", Condition)),
        move_here=_optional(fields, "move_here", lambda: _yes_or_no(fields, "move_here")),
    )


def _object(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise NoSuchJsonError(f"{what}: a JSON object")
    return value


def _optional(fields: Mapping[str, Any], name: str, read: Callable[[], Got]) -> Got | None:
    return None if fields.get(name) is None else read()


def _number(fields: Mapping[str, Any], name: str, *, least: int) -> int:
    value = fields.get(name)
    if type(value) is not int or not least <= value <= LARGEST_KEY:
        raise NoSuchJsonError(f"{name}: a whole number from {least} on")
    return value


def _room(value: Any) -> int | None:
    """A room's id; anything that can be none is no room."""
    return value if type(value) is int and 0 < value <= LARGEST_KEY else None


def _yes_or_no(fields: Mapping[str, Any], name: str) -> bool:
    value = fields[name]
    if not isinstance(value, bool):
        raise NoSuchJsonError(f"{name}: true or false")
    return value


def _code(fields: Mapping[str, Any], name: str, codes: type[Code]) -> Code:
    try:
        return codes(str(fields.get(name)))
    except ValueError as error:
        raise NoSuchJsonError(f"{name}: one of {', '.join(codes)}") from error


def _uuid(value: Any, name: str) -> str:
    try:
        return str(UUID(value))
    except (ValueError, AttributeError, TypeError) as error:
        raise NoSuchJsonError(f"{name}: a UUID") from error


def _moment(fields: Mapping[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(fields[name])
    except (KeyError, TypeError, ValueError) as error:
        raise NoSuchJsonError(f"{name}: a moment as 2026-11-22T10:00:00Z") from error
    if found.tzinfo is None or found.year not in _YEARS:
        raise NoSuchJsonError(f"{name}: a moment with its zone, from 1970 to 2100")
    return found
