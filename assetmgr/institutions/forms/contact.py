"""Whom to ask at an institution."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length, Optional, Regexp

from assetmgr.institutions.forms.columns import ColumnsForm


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
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("Write it as name@school.lv.")),
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

    def values(self) -> dict[str, Any]:
        """Column -> value; a blank is None."""
        return {name: text or None for name, text in super().values().items()}
