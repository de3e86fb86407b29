"""Short forms: a file, a class, a code, a reason."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import DataRequired, Length

from assetmgr.people.operations.opening import LONGEST_REASON, SHORTEST_REASON
from assetmgr.web.forms import Form


class ListForm(Form):
    """A class list."""

    file = FileField(
        _("File"),
        description=_("CSV or XLSX, up to 32 MB."),
        validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": ".csv,.tsv,.txt,.xlsx"},
    )


class ClassForm(Form):
    """One of the classes."""

    class_name = SelectField(_("Class"))

    def offer(self, names: Iterable[str]) -> None:
        """Let one of these be chosen."""
        self.class_name.choices = [SelectChoice(name, name) for name in names]


class CodeForm(Form):
    """A printed one-time code."""

    code = StringField(
        _("Code"),
        description=_("Eight signs, as they are printed; small letters will do."),
        validators=[DataRequired(_("Write the code."))],
        render_kw={
            "autocomplete": "one-time-code",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "maxlength": 20,
        },
    )


class ReasonForm(Form):
    """Whose data are opened, and why."""

    key = StringField(
        _("The person's key"),
        description=_("Twelve signs; it stands on the act and in the audit trail."),
        validators=[DataRequired(_("Write the key."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    reason = TextAreaField(
        _("Why you need it"),
        description=_("It is kept in the audit trail together with your name."),
        validators=[
            DataRequired(_("Write the reason.")),
            Length(
                min=SHORTEST_REASON,
                max=LONGEST_REASON,
                message=_("Write the reason in %(min)d to %(max)d characters."),
            ),
        ],
    )
