"""The form of how an institution's labels look."""

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from assetmgr.labeling.codes import LabelLine
from assetmgr.labeling.forms.fields import millimetres
from assetmgr.labeling.policy.papers import Paper
from assetmgr.labeling.policy.style import Style
from assetmgr.labeling.words import LINE_NAMES
from assetmgr.web.forms import Form

_FREE: Final = 60


class SettingForm(Form):
    """Lines, usual paper, offset."""

    lines = SelectMultipleField(
        _("What stands under the tag"),
        description=_("The tag and the code are always there. Fewer lines are printed larger."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    free_line = StringField(
        _("A line of your own"),
        description=_("For example a telephone number. It may stay blank."),
        validators=[Length(max=_FREE, message=_("At most 60 characters."))],
        render_kw={"autocomplete": "off", "maxlength": _FREE},
    )
    paper = SelectField(_("The usual sheet"))
    offset_x = millimetres(
        _("To the right, mm"), _("Less than zero moves the print to the left."), places=1
    )
    offset_y = millimetres(_("Down, mm"), _("Less than zero moves the print up."), places=1)

    def offer(self, papers: Iterable[Paper]) -> None:
        """Let the lines and the papers be chosen."""
        self.lines.choices = [(line.value, LINE_NAMES[line]) for line in LabelLine]
        self.paper.choices = [(paper.key, paper.name) for paper in papers]

    def style(self, papers: Iterable[Paper]) -> Style:
        """What a valid form tells."""
        chosen = next(paper for paper in papers if paper.key == self.paper.data)
        return Style(
            tuple(line for line in LabelLine if line.value in (self.lines.data or ())),
            self.free_line.data or None,
            chosen,
            (self.offset_x.data, self.offset_y.data),
        )


def as_told(style: Style) -> dict[str, Any]:
    """What stands in the form before anybody types."""
    return {
        "lines": [line.value for line in style.lines],
        "free_line": style.free_line or "",
        "paper": style.paper.key,
        "offset_x": style.offset[0],
        "offset_y": style.offset[1],
    }
