"""Words of RUMIS's page."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.rumis.policy.fields import Master, Name

FIELD_WORDS: Final[Mapping[Name, Any]] = {
    Name.SERIAL: _("Serial number"),
    Name.INVENTORY: _("Inventory number"),
    Name.TAG: _("Own name (our asset tag)"),
    Name.MODEL: _("Model"),
    Name.STATUS: _("Status"),
    Name.VALUE: _("Value, €"),
    Name.ACT: _("RUMIS's number of the act"),
    Name.ACT_STATUS: _("The act's status"),
    Name.ISSUED: _("Issued on"),
    Name.DUE: _("To be returned by"),
    Name.RETURNED: _("Returned on"),
}
SIDE_WORDS: Final[Mapping[Master, Any]] = {
    Master.OURS: _("in our register"),
    Master.RUMIS: _("in RUMIS"),
}
