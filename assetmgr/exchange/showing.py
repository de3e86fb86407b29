"""What a preview writes: columns, values and reasons in the reader's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from assetmgr.exchange.faults import Fault
from assetmgr.exchange.report import NewNames
from assetmgr.exchange.what import What
from assetmgr.web import formats
from assetmgr.web.words import word

COLUMN_NAMES: Final[dict[str, Any]] = {
    "asset_tag": _("Asset tag"),
    "inventory_number": _("Inventory number"),
    "serial_number": _("Serial number"),
    "kind": _("Kind"),
    "manufacturer": _("Manufacturer"),
    "model": _("Model"),
    "institution": _("Institution"),
    "site": _("Site"),
    "room": _("Room"),
    "purpose": _("Purpose"),
    "status": _("Status"),
    "acquired_on": _("Acquired"),
    "price_eur": _("Price, EUR"),
    "funding": _("Funding"),
    "warranty_until": _("Warranty until"),
    "aue": _("AUE"),
    "notes": _("Notes"),
    "code": _("Code"),
    "name": _("Name"),
    "short_name": _("Short name"),
    "type": _("Type"),
    "as_of": _("As of"),
    "pupils": _("Pupils"),
    "pupils_5_6": _("Pupils aged 5–6"),
    "teachers": _("Teachers"),
    "teacher_fte": _("Teachers' posts (FTE)"),
    "support_staff_fte": _("Support staff's posts (FTE)"),
    "admin_staff": _("Administration staff"),
    "it_admins": _("IT administrators"),
    "it_admin_fte": _("IT administrators' posts (FTE)"),
    "ict_users": _("ICT users"),
    "classrooms": _("Classrooms"),
    "classrooms_equipped": _("Equipped classrooms"),
    "group_rooms": _("Group rooms"),
    "group_rooms_equipped": _("Equipped group rooms"),
    "internet_mbps": _("Internet connection, Mbps"),
    "wifi": _("Wi-Fi throughout"),
}


def column_name(column: str | None) -> str:
    """A column as people call it; an unknown one as it was written."""
    return str(COLUMN_NAMES.get(column, column)) if column else "–"


def reason(fault: Fault) -> str:
    """Why a row is refused."""
    text: str = gettext(fault.message)
    return text % fault.values


def value_text(value: Any) -> str:
    """A value of a change."""
    match value:
        case None:
            return formats.NOTHING
        case bool():
            return str(gettext("yes") if value else gettext("no"))
        case StrEnum():
            return word(value)
        case date():
            return formats.date_text(value, formats.language())
        case Decimal():
            return formats.number(value, formats.language(), decimals=_decimals(value))
    return str(value)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def button_text(what: What, count: int) -> str:
    """What the button does: 'Import 124 devices'."""
    match what:
        case What.DEVICES:
            text = ngettext("Import %(num)s device", "Import %(num)s devices", count)
        case What.INSTITUTIONS:
            text = ngettext("Import %(num)s institution", "Import %(num)s institutions", count)
        case What.HEADCOUNTS:
            text = ngettext("Import %(num)s headcount", "Import %(num)s headcounts", count)
    return str(text)


def done_text(what: What, created: int, updated: int) -> str:
    """What was done, for the message after it."""
    texts = {
        What.DEVICES: _("Devices imported: %(created)s new, %(updated)s changed."),
        What.INSTITUTIONS: _("Institutions imported: %(created)s new, %(updated)s changed."),
        What.HEADCOUNTS: _("Headcounts imported: %(created)s new, %(updated)s changed."),
    }
    return str(texts[what]) % {"created": created, "updated": updated}


def name_lines(names: NewNames) -> Sequence[tuple[str, Sequence[str]]]:
    """The names that come into being, by what they are; only those there are."""
    lines = (
        (gettext("New manufacturers"), names.manufacturers),
        (gettext("New models"), names.models),
        (gettext("New sites"), names.sites),
        (gettext("New rooms"), names.rooms),
    )
    return [line for line in lines if line[1]]
