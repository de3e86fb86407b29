"""A changed person for the preview: a personal code is never shown."""

from assetmgr.exchange.report import Shown, ShownChange
from assetmgr.people.operations.deeds import ChangedPerson, Reach

GIVEN = "given"
"""What stands for a personal code; the page says it in the reader's language."""


def shown_change(row: int, one: ChangedPerson) -> ShownChange:
    """What a row changes."""
    columns = [Shown(name, one.before[name], value) for name, value in one.values.items()]
    if one.guardians is not None:
        columns.append(Shown("guardians", _names(one.guardians_before), _names(one.guardians)))
    if one.code is not None:
        columns.append(Shown("personal_code", GIVEN if one.code_before else None, GIVEN))
    return ShownChange(row, one.after["name"], tuple(columns))


def _names(guardians: tuple[Reach, ...]) -> str | None:
    return "; ".join(" ".join(filter(None, (g.name, g.email, g.phone))) for g in guardians) or None
