"""What stood there before an import, as JSON holds it."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from assetmgr.people.codes import PersonRole
from assetmgr.people.operations.deeds import ChangedPerson, Reach, StoredCode


def undo_of(
    created: Sequence[int], changed: Iterable[ChangedPerson], withdrawn: Mapping[str, Any]
) -> dict[str, Any]:
    """What it takes to undo a batch: ids, versions as it left them, what stood there before.

    `withdrawn`: requests of those who left, as they waited before.
    """
    those = list(changed)
    versions = dict.fromkeys(map(str, created), 1)
    versions |= {str(one.id): one.version + 1 for one in those}
    return {
        "created": list(created),
        "changed": {str(one.id): _before(one) for one in those},
        "versions": versions,
        "withdrawn": dict(withdrawn),
    }


def _before(one: ChangedPerson) -> dict[str, Any]:
    told = {name: _plain(one.before[name]) for name in one.values}
    if one.guardians is not None:
        told["guardians"] = [[g.name, g.email, g.phone] for g in one.guardians_before]
    if one.code is not None:
        code = one.code_before
        told["personal_code"] = [b64encode(code.encrypted).decode(), code.digest] if code else None
    return told


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def columns_before(told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a person as they were."""
    values = {
        name: value for name, value in told.items() if name not in {"guardians", "personal_code"}
    }
    for name in {"adult_on", "left_on"} & values.keys():
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    if "role" in values:
        values["role"] = PersonRole(values["role"])
    return values


def guardians_before(told: Mapping[str, Any]) -> list[Reach] | None:
    """The guardians as they were; None where the import left them alone."""
    return [Reach(*one) for one in told["guardians"]] if "guardians" in told else None


def code_before(told: Mapping[str, Any]) -> StoredCode | None:
    """The personal code as it was stored; None where there was none."""
    found = told["personal_code"]
    return StoredCode(b64decode(found[0]), found[1]) if found else None
