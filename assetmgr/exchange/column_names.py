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
}
