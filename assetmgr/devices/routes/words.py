"""Words of the pages of devices that no code elsewhere has."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.audit.actor import Via
from assetmgr.devices.queries import AgeBand

AGE_NAMES: Final[Mapping[AgeBand, Any]] = {
    AgeBand.YOUNGER_THAN_3: _("younger than 3 years"),
    AgeBand.FROM_3_TO_5: _("3 to 5 years"),
    AgeBand.FROM_5: _("5 years or older"),
    AgeBand.PAST_LIFE: _("past their useful life"),
    AgeBand.UNKNOWN: _("age not known"),
}
VIA_NAMES: Final[Mapping[Via, Any]] = {
    Via.WEB: _("on the web"),
    Via.API: _("by another program"),
    Via.IMPORT: _("by import"),
    Via.SYNC: _("by Google synchronisation"),
    Via.SCAN: _("by scanning"),
    Via.COMMAND: _("on the command line"),
    Via.DEMO: _("demonstration data"),
}
ACTION_NAMES: Final[Mapping[str, Any]] = {
    "created": _("Entered in the register"),
    "changed": _("Changed"),
    "corrected": _("Status corrected"),
    "voided": _("Taken back as a wrong entry"),
    "label_printed": _("Label printed"),
    "label_reprinted": _("Label printed again"),
}
FACT_NAMES: Final[Mapping[str, Any]] = {
    "asset_tag": _("Asset tag"),
    "inventory_number": _("Inventory number"),
    "serial_number": _("Serial number"),
    "kind_id": _("Kind"),
    "model_id": _("Model"),
    "institution_id": _("Institution"),
    "room_id": _("Room"),
    "purpose": _("Purpose"),
    "status": _("Status"),
    "acquired_on": _("Acquired"),
    "price_eur": _("Price"),
    "funding": _("Funding"),
    "warranty_until": _("Warranty until"),
    "aue": _("AUE"),
    "notes": _("Notes"),
}
