"""A stocktake as a workbook: its rows, its exceptions, its phones; in Latvian."""

from collections.abc import Iterable

from flask_babel import force_locale
from flask_babel import gettext as _

from assetmgr.inventory.act.lists import deeds
from assetmgr.inventory.policy.rows import Entry
from assetmgr.inventory.queries.picture import Item, Picture
from assetmgr.inventory.words import said
from assetmgr.spreadsheet.write import Table, Value
from assetmgr.web.formats import datetime_text, language
from assetmgr.web.words import kind_name, word


def sheets_of(found: Picture) -> list[Table]:
    """The sheets of the workbook, under their names."""
    with force_locale("lv"):
        return [_rows(found), _scans(found), _phones(found)]


def _rows(found: Picture) -> Table:
    columns = (
        _("Tag"), _("Inventory number"), _("Serial number"), _("Kind"), _("Model"), _("Address"),
        _("Room"), _("Status"), _("Result"), _("Found in"), _("Scanned"), _("By"), _("Condition"),
        _("Decision"), _("Note"),
    )  # fmt: skip
    return Table(_("Devices"), columns, [_row(item) for item in found.items])


def _row(item: Item) -> tuple[Value, ...]:
    device, finding = item.device, item.finding
    return (
        device.tag,
        device.inventory_number,
        device.serial_number,
        kind_name(device),
        device.model,
        device.site,
        device.room,
        word(device.status),
        said(item.result),
        item.found_room if finding else None,
        datetime_text(finding.first.entry.at, language()) if finding else None,
        finding.first.entry.by if finding else None,
        said(item.condition) if item.condition else None,
        deeds(item),
        item.note,
    )


def _scans(found: Picture) -> Table:
    """Every scan, with what came late."""
    columns = (
        _("Result"), _("Code"), _("Institution"), _("Found in"), _("Scanned"), _("By"), _("Phone"),
        _("Note"), _("Set aside, because"),
    )  # fmt: skip
    told: list[tuple[str, Entry, str | None]] = []
    for scan in found.reading.scans:
        said_of = said(scan.entry.outcome) if scan.entry.outcome else ""
        if scan.undone:
            said_of = _("taken back")
        elif scan.again:
            said_of = _("scanned again")
        told.append((said_of, scan.entry, scan.remark.note))
    told += [(_("after closing"), entry, entry.note) for entry in found.reading.late]
    return Table(_("Scans"), columns, [_scan(*one) for one in told])


def _scan(what: str, entry: Entry, note: str | None) -> tuple[Value, ...]:
    return (
        what,
        entry.code,
        entry.owner,
        entry.room,
        datetime_text(entry.at, language()),
        entry.by,
        entry.phone,
        note,
        entry.resolution,
    )


def _phones(found: Picture) -> Table:
    columns = (
        _("Phone"), _("Joined by"), _("Entries"), _("State"), _("Signed off"), _("Not waited for"),
    )  # fmt: skip
    rows: Iterable[tuple[Value, ...]] = (
        (
            phone.name,
            phone.joined_by,
            phone.received,
            said(phone.standing),
            datetime_text(phone.signed_off_at, language()),
            phone.overridden_by,
        )
        for phone in found.phones
    )
    return Table(_("Phones"), columns, list(rows))
