"""The day that indicators are shown for."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError
from wtforms.validators import Optional

from assetmgr.devices.forms.fields import DayField
from assetmgr.web.clock import today
from assetmgr.web.forms import Form


class AsOfForm(Form):
    """A day up to today; today where none is given."""

    class Meta(Form.Meta):
        """It only asks."""

        csrf = False

    as_of = DayField(_("As of"), validators=[Optional()])

    def validate_as_of(self, field: DayField) -> None:
        """Nobody knows what will stand in the register."""
        if field.data and not date(2000, 1, 1) <= field.data <= today():
            raise ValidationError(gettext("Choose a day from 2000 to today."))

    def day(self) -> date:
        """The day chosen, or today."""
        if self.validate() and self.as_of.data:
            found: date = self.as_of.data
            return found
        return today()
