"""School holidays."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from assetmgr.web.forms import Form


class HolidayForm(Form):
    """Holidays by name, with their first and last day."""

    name = StringField(
        _("Name"),
        validators=[
            InputRequired(message=_("Write a name.")),
            Length(max=200, message=_("At most 200 characters.")),
        ],
    )
    first_day = DateField(_("First day"), validators=[InputRequired(message=_("Choose a day."))])
    last_day = DateField(_("Last day"), validators=[InputRequired(message=_("Choose a day."))])
