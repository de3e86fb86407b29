"""The form of one device: every column of the device file."""

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.forms.fields import DayField, EuroField, SelectField
from assetmgr.devices.queries import NamedKind, NamedRoom, room_named
from assetmgr.institutions.queries import Named
from assetmgr.web.forms import Form
from assetmgr.web.words import kind_name, word

_SHORT: Final = Length(max=100, message=_("At most 100 characters."))
_NAME: Final = Length(max=200, message=_("At most 200 characters."))
_NOT_TOLD: Final = ("", "–")


class DeviceForm(Form):
    """A new device, or the corrected facts of one."""

    rooms: tuple[NamedRoom, ...] = ()

    asset_tag = StringField(
        _("Asset tag"),
        description=_("As it stands on the label; unique in the municipality."),
        validators=[DataRequired(_("Write the tag.")), _SHORT],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    kind = SelectField(_("Kind"), validators=[DataRequired(_("Choose the kind."))])
    manufacturer = StringField(_("Manufacturer"), validators=[_NAME], render_kw={"list": "makers"})
    model = StringField(_("Model"), validators=[_NAME], render_kw={"list": "models"})
    institution = SelectField(
        _("Institution"), validators=[DataRequired(_("Choose the institution."))]
    )
    room = StringField(
        _("Room"),
        description=_("Choose one of the institution's rooms, or type its name."),
        render_kw={"list": "rooms", "autocomplete": "off"},
    )
    purpose = SelectField(_("Purpose"), default=Purpose.PUPILS.value)
    status = SelectField(_("Status"))
    effective_on = DayField(
        _("In force since"),
        description=_("For a change of institution, room, kind, purpose or status."),
    )
    inventory_number = StringField(_("Inventory number"), validators=[_SHORT])
    serial_number = StringField(_("Serial number"), validators=[_SHORT])
    acquired_on = DayField(_("Acquired"))
    price_eur = EuroField(_("Price, EUR"), render_kw={"inputmode": "decimal"})
    funding = SelectField(_("Funding"))
    warranty_until = DayField(_("Warranty until"))
    aue = DayField(_("AUE"), description=_("The day in whose month the automatic updates end."))
    notes = TextAreaField(
        _("Notes"), validators=[Length(max=2000, message=_("At most 2000 characters."))]
    )
    version = HiddenField()

    def offer(
        self,
        kinds: Iterable[NamedKind],
        institutions: Iterable[Named],
        statuses: Iterable[tuple[str, str]],
    ) -> None:
        """Set what the selects offer."""
        self.kind.choices = [
            ("", gettext("Choose")),
            *((str(kind.id), kind_name(kind)) for kind in kinds),
        ]
        self.institution.choices = [
            ("", gettext("Choose")),
            *((str(place.id), place.short_name) for place in institutions),
        ]
        self.purpose.choices = [(purpose.value, word(purpose)) for purpose in Purpose]
        self.status.choices = list(statuses)
        self.funding.choices = [_NOT_TOLD, *((one.value, word(one)) for one in Funding)]

    def validate_model(self, field: StringField) -> None:
        """A model needs its manufacturer, and the other way round."""
        if bool(field.data) != bool(self.manufacturer.data):
            raise ValidationError(gettext("Write both the manufacturer and the model, or neither."))

    def validate_room(self, field: StringField) -> None:
        """The room must be one of the institution's."""
        if field.data and room_named(self.rooms, field.data) is None:
            raise ValidationError(gettext("The institution has no room of that name, or has two."))

    @property
    def model_names(self) -> tuple[str, str] | None:
        """Manufacturer and model as typed; None where they are not told."""
        told = (self.manufacturer.data or "", self.model.data or "")
        return told if all(told) else None

    def columns(self) -> dict[str, Any]:
        """The columns of the device as the form tells them, but for model and status."""
        room = room_named(self.rooms, self.room.data or "")
        return {
            "asset_tag": self.asset_tag.data,
            "kind_id": int(self.kind.data),
            "institution_id": int(self.institution.data),
            "room_id": room.id if room else None,
            "purpose": Purpose(self.purpose.data),
            "inventory_number": self.inventory_number.data or None,
            "serial_number": self.serial_number.data or None,
            "acquired_on": self.acquired_on.data,
            "price_eur": self.price_eur.amount,
            "funding": Funding(self.funding.data) if self.funding.data else None,
            "warranty_until": self.warranty_until.data,
            "aue": self.aue.data,
            "notes": self.notes.data or None,
        }

    @property
    def status_told(self) -> Status | None:
        """The status that was chosen; None leaves it to the room."""
        return Status(self.status.data) if self.status.data else None
