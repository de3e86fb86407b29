"""The rows of an export as what stands on paper: labels, words, dates; inner numbers left out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from assetmgr.privacy.printing.words import ACTIONS, CODED, CODES, LABELS, OF_PLACE
from assetmgr.riga import RIGA

Row = Mapping[str, Any]
_INNER: Final = frozenset(
    {
        "id",
        "act_id",
        "device_id",
        "kind_id",
        "layout",
        "replaces_id",
        "strokes",
        "supersedes_id",
        "terms",
        "terms_id",
    }
)
"""Numbers that mean nothing outside the register, the strokes of a signature, which the act's PDF
draws, and terms, which stand once at the end."""
_DAY: Final = 10
_NOTHING: Final[Sequence[Any]] = (None, "", [], {}, ())


def told(place: str, row: Row) -> Iterator[tuple[str, str]]:
    """Label and text of each column that has a value, also of what stands within a column."""
    for name, value in row.items():
        if name in _INNER or value in _NOTHING:
            continue
        label = OF_PLACE.get((place, name)) or LABELS.get(name, name)
        if name in {"accessories", "accessories_back"}:
            yield label, _accessories(value)
        elif isinstance(value, Mapping):
            yield from told(name, value)
        else:
            yield label, text(name, value)


def text(name: str, value: Any) -> str:
    """A value as it is written."""
    if isinstance(value, bool):
        return "jā" if value else "nē"
    if isinstance(value, str):
        is_code = name in CODED or (name == "kind" and value in CODES)
        return CODES.get(value, value) if is_code else _moment(value)
    return str(value)


def entries(row: Row) -> str:
    """An entry of the audit trail in one line."""
    action = ACTIONS.get(row["action"], row["action"])
    begin = f"{_moment(row['at'])} {action} ({row['subject_label']}) – {row['actor_name']}"
    changes = [part for part in (_plainly(row["before"]), _plainly(row["after"])) if part]
    return "; ".join([begin, " → ".join(changes)]) if changes else begin


def _plainly(values: Row | None) -> str:
    given = {name: value for name, value in (values or {}).items() if value not in _NOTHING}
    return ", ".join(f"{LABELS.get(name, name)}: {_short(name, v)}" for name, v in given.items())


def _short(name: str, value: Any) -> str:
    if name in {"accessories", "accessories_back"} and isinstance(value, Mapping):
        return _accessories(value)
    if value == "changed":
        return "mainīts"
    return text(name, value)


def _accessories(value: Mapping[str, int] | Sequence[Row]) -> str:
    """As an act keeps them, by code, or as they stand on it."""
    counted = (
        value.items()
        if isinstance(value, Mapping)
        else ((one["code"], one["count"]) for one in value)
    )
    return ", ".join(f"{CODES.get(code, code)} ({count})" for code, count in counted)


def _moment(value: str) -> str:
    """ISO's days and moments in Latvian form, by the clock of Riga; any other text as it is."""
    try:
        if len(value) == _DAY:
            return f"{date.fromisoformat(value):%d.%m.%Y}."
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{found.astimezone(RIGA):%d.%m.%Y. %H:%M}" if found.tzinfo else value
