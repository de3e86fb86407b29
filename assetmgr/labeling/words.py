"""Words of the pages of labels that no code elsewhere has."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.i18n.marks import N_
from assetmgr.labeling.codes import LabelLine, Order, Printed
from labels.fit import Fault

LINE_NAMES: Final[Mapping[LabelLine, Any]] = {
    LabelLine.OWNER: _("the institution's short name"),
    LabelLine.MODEL: _("the model, or the kind where no model is told"),
    LabelLine.KIND: _("the kind of device"),
    LabelLine.ROOM: _("the room"),
    LabelLine.INVENTORY_NUMBER: _("the inventory number"),
    LabelLine.SERIAL_NUMBER: _("the serial number"),
}
ORDER_NAMES: Final[Mapping[Order, Any]] = {
    Order.TAG: _("by tag"),
    Order.ROOM: _("by room, for walking"),
}
PRINTED_NAMES: Final[Mapping[Printed, Any]] = {
    Printed.NEVER: _("not yet printed"),
    Printed.UNSEEN: _("not seen since printed"),
}
FAULT_TEXTS: Final[Mapping[Fault, str]] = {
    Fault.TOO_NARROW: N_("Too narrow by %(by)s mm: a code and its tag need 15 mm."),
    Fault.TOO_LOW: N_("Too low by %(by)s mm: a code and its tag need 8 mm."),
    Fault.OFF_LEFT: N_("The first label begins %(by)s mm outside the page."),
    Fault.OFF_TOP: N_("The first label begins %(by)s mm outside the page."),
    Fault.OFF_RIGHT: N_("The last label of a row ends %(by)s mm outside the page."),
    Fault.OFF_BOTTOM: N_("The last label of a column ends %(by)s mm outside the page."),
    Fault.OVERLAP_ACROSS: N_("Each label covers %(by)s mm of the next one."),
    Fault.OVERLAP_DOWN: N_("Each label covers %(by)s mm of the next one."),
}
