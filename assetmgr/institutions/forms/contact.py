"""Whom to ask at an institution."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length, Optional, Regexp, ValidationError

from assetmgr.institutions.forms.columns import ColumnsForm
from assetmgr.outbox.policy import is_usable_address


class ContactForm(ColumnsForm):
    """Whom to ask, and where a found device is handed in."""

    columns = ("contact_name", "contact_email", "contact_phone")

    contact_name = StringField(
        _("Contact person or post"),
        validators=[Length(max=200, message=_("At most 200 characters."))],
        render_kw={"autocomplete": "off"},
    )
    contact_email = StringField(
        _("E-mail"),
        validators=[
            Optional(),
            Length(max=200, message=_("At most 200 characters.")),
        ],
        render_kw={"type": "email"},
    )
    contact_phone = StringField(
        _("Telephone"),
        validators=[
            Optional(),
            Length(max=40, message=_("At most 40 characters.")),
            Regexp(r"[+0-9 ()/-]{5,}$", message=_("Write digits, such as +371 63400000.")),
        ],
        render_kw={"type": "tel"},
    )

    def validate_contact_email(self, field: StringField) -> None:
        """An address to which a letter can be sent."""
        if field.data and not is_usable_address(field.data.strip()):
            raise ValidationError(_("Write it as name@school.lv."))

    def values(self) -> dict[str, Any]:
        """Column -> value; a blank is None."""
        return {name: text or None for name, text in super().values().items()}
