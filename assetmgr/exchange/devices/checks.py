"""What no single row can know: tags elsewhere, numbers that meet, pasts that do not fit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.devices.operations import changed_past
from assetmgr.devices.operations.past import ensure_own_days, read_timelines
from assetmgr.exchange.devices.current import Number, owners_of, taken_keys
from assetmgr.exchange.devices.draft import Draft
from assetmgr.i18n.marks import N_
from assetmgr.labeling.queries.waiting import waiting_codes

_NUMBERS: Final = (
    (
        "inventory_number",
        Device.inventory_key,
        N_("The institution has a device of this kind with that inventory number."),
    ),
    (
        "serial_number",
        Device.serial_key,
        N_("The institution has a device of this kind with that serial number."),
    ),
)
_COLUMN_OF: Final = {"effective_on": None, "institution_id": "institution", "kind_id": "kind"}


def ensure_tags_free(session: Session, new: Mapping[str, Draft]) -> None:
    """Refuse the tags of new devices that some other institution's device or blank code has.

    Its owner is not named (DOMAIN.md, rule 1).
    """
    foreign = {
        key
        for key, code in waiting_codes(session, list(new)).items()
        if new[key].final("institution_id") not in {None, code.institution_id}
    }
    for key in taken_keys(session, list(new)) | foreign:
        new[key].refuse(Refused(N_("This asset tag is taken.")), "asset_tag")


def ensure_numbers_unique(session: Session, drafts: Sequence[Draft]) -> None:
    """Refuse numbers that two devices of one institution and kind would have after the import."""
    for column, key, message in _NUMBERS:
        claims = _claims(drafts, column)
        told = [number for number, rows in claims.items() if any(_is_new(r, column) for r in rows)]
        owners = owners_of(session, key, told)
        leaving = {one.current.id for one in drafts if one.current and _is_new(one, column)}
        for number in told:
            rows = claims[number]
            staying = owners.get(number) not in leaving.union(_ids(rows), {None})
            for one in rows if staying else rows[1:]:
                one.refuse(_refusal(message, rows[0], staying=staying), column)


def released(changed: Sequence[Draft]) -> tuple[int, ...]:
    """The devices whose present number another row takes: they give it up first."""
    ids: dict[int, None] = {}
    for column, *_ in _NUMBERS:
        taken = {one.number(column) for one in changed if _is_new(one, column)} - {None}
        ids |= dict.fromkeys(_ids([one for one in changed if one.number_now(column) in taken]))
    return tuple(ids)


def _ids(drafts: Sequence[Draft]) -> list[int]:
    return [one.current.id for one in drafts if one.current]


def ensure_changes_fit(session: Session, drafts: Sequence[Draft], today: date) -> None:
    """Refuse changes that the table of statuses or the device's past does not allow."""
    changed = [(one, one.current) for one in drafts if one.values and one.current]
    told = read_timelines(session, [current.id for _, current in changed])
    for one, current in changed:
        before = told[current.id]
        facts = {name: _as_id(name, value) for name, value in one.values.items()}
        try:
            after = changed_past(before, current.values["status"], facts, today, today)
            ensure_own_days(session, before, after)
        except Refused as refused:
            field = refused.field
            one.refuse(refused, _COLUMN_OF.get(field, field) if field else None)


def _claims(drafts: Sequence[Draft], column: str) -> dict[Number, list[Draft]]:
    """The rows by the number that their device has after the import."""
    claims: dict[Number, list[Draft]] = {}
    for one in drafts:
        number = one.number(column)
        if number:
            claims.setdefault(number, []).append(one)
    return claims


def _is_new(one: Draft, column: str) -> bool:
    """Whether the device does not have this number, at this institution and kind, already."""
    return one.number(column) != one.number_now(column)


def _refusal(message: str, first: Draft, *, staying: bool) -> Refused:
    """Why a number is refused: a device that keeps it, or another row."""
    if staying:
        return Refused(message)
    return Refused(
        N_("Row %(row)s has the same number, institution and kind."), row=first.row.number
    )


def _as_id(name: str, value: Any) -> Any:
    """A room that does not exist yet counts as one that differs from every other."""
    return -1 if name == "room_id" and value is not None and not isinstance(value, int) else value
