"""What the pages call the columns of files."""

from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.institutions.words import FIGURE_NAMES

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
    **FIGURE_NAMES,
    "role": _("Pupil or employee"),
    "first_name": _("First name"),
    "last_name": _("Surname"),
    "class_name": _("Class"),
    "email": _("E-mail"),
    "external_id": _("Number in the class register"),
    "personal_code": _("Personal code"),
    "birth_date": _("Day of birth"),
    "adult_on": _("Of age from"),
    "left_on": _("Left on"),
    "guardians": _("Guardians"),
    "guardian_name": _("Guardian's name"),
    "guardian_email": _("Guardian's e-mail"),
    "guardian_phone": _("Guardian's telephone"),
    "guardian2_name": _("Second guardian's name"),
    "guardian2_email": _("Second guardian's e-mail"),
    "guardian2_phone": _("Second guardian's telephone"),
}
