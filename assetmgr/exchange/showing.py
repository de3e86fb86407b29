"""What a preview writes: columns, values and reasons in the reader's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.exchange.column_names import COLUMN_NAMES
from assetmgr.exchange.faults import Fault
from assetmgr.exchange.report import NewNames
from assetmgr.exchange.what import What
from assetmgr.institutions.codes import InstitutionType
from assetmgr.people.codes import PersonRole
from assetmgr.web import formats
from assetmgr.web.words import word

_CODES: Final[dict[str, type[StrEnum]]] = {
    "status": Status,
    "purpose": Purpose,
    "funding": Funding,
    "type": InstitutionType,
    "role": PersonRole,
}


def column_name(column: str | None) -> str:
    """A column as people call it; an unknown one as it was written."""
    return str(COLUMN_NAMES.get(column, column)) if column else formats.NOTHING


def column_code(column: str | None) -> str:
    """A column as a downloaded file has it; blank for an unknown one."""
    return column if column in COLUMN_NAMES else ""


def reason(fault: Fault) -> str:
    """Why a row is refused; codes stand as their words."""
    values = {name: _worded(fault.column, value) for name, value in fault.values.items()}
    return str(gettext(fault.message)) % values


def _worded(column: str | None, value: Any) -> Any:
    codes = _CODES.get(column or "")
    if codes is None or not isinstance(value, str):
        return value
    known = {code.value for code in codes}
    parts = value.split(", ")
    return ", ".join(word(codes(part)) for part in parts) if known.issuperset(parts) else value


def value_text(column: str, value: Any) -> str:
    """A value of a change."""
    match value:
        case None:
            return formats.NOTHING
        case _ if column == "personal_code":
            return str(gettext("given"))
        case bool():
            return str(gettext("yes") if value else gettext("no"))
        case StrEnum():
            return word(value)
        case date():
            return formats.date_text(value, formats.language())
        case Decimal() if column == "price_eur":
            return formats.euro(value, formats.language(), decimals=2)
        case Decimal():
            return formats.number(value, formats.language(), decimals=_decimals(value))
    return str(value)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def button_text(what: What, count: int) -> str:
    """What the button does: 'Import 124 devices'."""
    match what:
        case What.DEVICES:
            text = ngettext("Import %(num)s device", "Import %(num)s devices", count)
        case What.INSTITUTIONS:
            text = ngettext("Import %(num)s institution", "Import %(num)s institutions", count)
        case What.PEOPLE:
            text = ngettext("Import %(num)s person", "Import %(num)s people", count)
        case What.HEADCOUNTS:
            text = ngettext("Import %(num)s headcount", "Import %(num)s headcounts", count)
    return str(text)


def done_text(what: What, created: int, updated: int) -> str:
    """What was done, for the message after it."""
    texts = {
        What.DEVICES: _("Devices imported: %(created)s new, %(updated)s changed."),
        What.INSTITUTIONS: _("Institutions imported: %(created)s new, %(updated)s changed."),
        What.PEOPLE: _("People imported: %(created)s new, %(updated)s changed."),
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
