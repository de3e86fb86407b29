"""Forms that change one thing of a device."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from assetmgr.devices.forms.fields import DayField, SelectField
from assetmgr.devices.queries import NamedRoom, room_named
from assetmgr.web.forms import Form


class StatusForm(Form):
    """Another status, of those that may follow."""

    status = RadioField(
        _("New status"),
        validators=[InputRequired(_("Choose the new status."))],
        validate_choice=False,
    )
    effective_on = DayField(
        _("In force since"), validators=[DataRequired(_("Write the date as 01.09.2024."))]
    )

    def validate_status(self, field: RadioField) -> None:
        """Only what may follow, whatever was sent."""
        if field.data not in {choice[0] for choice in field.iter_choices()}:
            raise ValidationError(gettext("Choose one of the list."))


class MoveForm(Form):
    """Another room, or another institution."""

    rooms: tuple[NamedRoom, ...] = ()

    institution = SelectField(_("Institution"))
    room = StringField(
        _("Room"),
        description=_("Choose one of the institution's rooms, or type its name."),
        render_kw={"list": "rooms", "autocomplete": "off"},
    )
    effective_on = DayField(
        _("In force since"), validators=[DataRequired(_("Write the date as 01.09.2024."))]
    )

    def validate_room(self, field: StringField) -> None:
        """The room must be one of the institution's."""
        if field.data and room_named(self.rooms, field.data) is None:
            raise ValidationError(gettext("The institution has no room of that name, or has two."))


class VoidForm(Form):
    """Nothing but the button."""
