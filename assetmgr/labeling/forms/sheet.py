"""The form of a sheet that a school adds."""

from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, Length

from assetmgr.institutions.fields import whole
from assetmgr.labeling.forms.fields import millimetres
from assetmgr.labeling.operations.sheets import COLUMNS
from assetmgr.labeling.policy.papers import known_papers, paper_named
from assetmgr.labeling.words import FAULT_TEXTS
from assetmgr.web import formats
from assetmgr.web.forms import Form
from labels.fit import Fault, faults_of
from labels.sheets import Sheet

MEASURES: Final = COLUMNS[1:]
MOST_COLUMNS: Final = 20
MOST_ROWS: Final = 50
_BESIDE: Final = {
    Fault.TOO_NARROW: "width",
    Fault.TOO_LOW: "height",
    Fault.OFF_LEFT: "left",
    Fault.OFF_TOP: "top",
    Fault.OFF_RIGHT: "columns",
    Fault.OFF_BOTTOM: "rows",
    Fault.OVERLAP_ACROSS: "pitch_x",
    Fault.OVERLAP_DOWN: "pitch_y",
}


class SheetForm(Form):
    """The measures of a sheet in mm; a form that is valid has no fault in them."""

    name = StringField(
        _("Name"),
        description=_("As it stands on the packet, so that everybody finds it."),
        validators=[
            DataRequired(_("Write how the sheet is called.")),
            Length(max=60, message=_("At most 60 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    width = millimetres(_("Width of a label, mm"))
    height = millimetres(_("Height of a label, mm"))
    columns = whole(
        _("Labels in a row"), least=1, most=MOST_COLUMNS, missing=_("Write how many there are.")
    )
    rows = whole(
        _("Labels in a column"), least=1, most=MOST_ROWS, missing=_("Write how many there are.")
    )
    left = millimetres(_("From the left edge to the first label, mm"))
    top = millimetres(_("From the upper edge to the first label, mm"))
    pitch_x = millimetres(
        _("From one label to the next one in a row, mm"),
        _("From edge to the same edge: the width and the gap together."),
    )
    pitch_y = millimetres(
        _("From one label to the next one in a column, mm"),
        _("From edge to the same edge: the height and the gap together."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and whether the labels lie on the page and not on one another."""
        super().validate(extra_validators)
        for finding in faults_of(self.sheet()) if self.can_be_drawn else ():
            field = self[_BESIDE[finding.fault]]
            by = formats.number(finding.by, formats.language(), 1)
            text = gettext(FAULT_TEXTS[finding.fault]) % {"by": by}
            field.errors = [*field.errors, text]
        return not any(field.errors for field in self)

    def validate_name(self, field: StringField) -> None:
        """Refuse the name of a sheet that everybody knows: nobody could tell them apart."""
        if paper_named(field.data or "", known_papers()):
            raise ValidationError(gettext("Every school knows a sheet of that name."))

    def sheet(self) -> Sheet:
        """The sheet that the form tells, sound or not; every measure is told."""
        return Sheet(self.name.data or "", *(self[name].data for name in MEASURES))

    @property
    def can_be_drawn(self) -> bool:
        """Whether every measure is told and there are not too many labels to draw."""
        if any(self[name].data is None for name in MEASURES):
            return False
        columns, rows = self.columns.data or 0, self.rows.data or 0
        return 1 <= columns <= MOST_COLUMNS and 1 <= rows <= MOST_ROWS

    def values(self) -> dict[str, Any]:
        """Column -> value."""
        return {name: self[name].data for name in COLUMNS}
