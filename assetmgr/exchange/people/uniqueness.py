"""What no two people of an institution may have after an import."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from assetmgr.exchange.people.known import Stored
from assetmgr.exchange.people.reading import Told
from assetmgr.i18n.marks import N_

_COLUMNS: Final[
    tuple[
        tuple[str, Callable[[Told], str | None], Callable[[Stored], str | None], str],
        ...,
    ]
] = (
    (
        "email",
        lambda told: told.values.get("email"),
        lambda one: one.values["email"],
        N_("Somebody at this institution has that e-mail."),
    ),
    (
        "external_id",
        lambda told: told.values.get("external_id"),
        lambda one: one.values["external_id"],
        N_("Somebody at this institution has that number."),
    ),
    (
        "personal_code",
        lambda told: told.digest,
        lambda one: one.code.digest if one.code else None,
        N_("Somebody at this institution has that personal code."),
    ),
)


def ensure_unique(rows: Sequence[tuple[Told, Stored | None]], stored: Mapping[int, Stored]) -> None:
    """Refuse what somebody keeps whom the list leaves it; people of the list may swap theirs."""
    for column, told_value, stored_value, message in _COLUMNS:
        holders = {value: key for key, one in stored.items() if (value := stored_value(one))}
        giving = {
            person.id
            for told, person in rows
            if person and told_value(told) not in {None, stored_value(person)}
        }
        for told, person in rows:
            holder = holders.get(told_value(told) or "")
            kept = holder is not None and holder not in giving
            if kept and (person is None or person.id != holder):
                told.refuse(message, column)
