"""Choosing the weeks of the report."""

from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import Optional

from assetmgr import school_year
from assetmgr.devices.forms.fields import DayField
from assetmgr.usage.queries import recent_span
from assetmgr.web.forms import Form

RECENT: Final = "recent"
SCHOOL_YEAR: Final = "year"
OWN: Final = "own"
RECENT_WEEKS: Final = 12


class SpanForm(Form):
    """The last 12 weeks, this school year, or days of one's own."""

    class Meta(Form.Meta):
        """It only asks."""

        csrf = False

    span = SelectField(
        _("Period"),
        choices=[
            SelectChoice(RECENT, _("Last 12 weeks")),
            SelectChoice(SCHOOL_YEAR, _("This school year")),
            SelectChoice(OWN, _("Own dates")),
        ],
        default=RECENT,
    )
    first = DayField(_("From"), name="from", validators=[Optional()])
    last = DayField(_("To"), name="to", validators=[Optional()])

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day chosen; whole weeks alone, the running one left out."""
        if self.span.data == OWN and self.first.data and self.last.data:
            return self.first.data, self.last.data
        if self.span.data == SCHOOL_YEAR:
            first = school_year.first_day(today)
            return first, max(first, today - timedelta(days=today.weekday() + 1))
        return recent_span(today, RECENT_WEEKS)
