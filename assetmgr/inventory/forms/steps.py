"""Small steps before the closing: not waiting for a phone, saying what an unknown code was."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, Length

from assetmgr.web.forms import Form

_TOO_LONG = _("At most 150 characters.")


class ExcuseForm(Form):
    """Why nobody waits for a phone."""

    reason = StringField(
        _("Reason"),
        description=_("It stands on the act beside your name."),
        validators=[
            DataRequired(_("Write why nobody waits for this phone.")),
            Length(max=150, message=_TOO_LONG),
        ],
        render_kw={"autocomplete": "off"},
    )


class CodeForm(Form):
    """Which device a code was, or what else: one of both."""

    code = StringField(
        _("It was this device: tag or serial number"),
        validators=[Length(max=200, message=_("At most 200 characters."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    reason = StringField(
        _("It was no device of ours: what was it?"),
        description=_("For example: the label of a desk, a leftover of the old numbering."),
        validators=[Length(max=500, message=_("At most 500 characters."))],
        render_kw={"autocomplete": "off"},
    )

    def validate_code(self, field: StringField) -> None:
        """One of both is told."""
        if bool(field.data) == bool(self.reason.data):
            raise ValidationError(gettext("Fill in one of both fields."))
