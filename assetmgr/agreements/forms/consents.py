"""The forms by which agreements are noted or given."""

from typing import Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import DataRequired, InputRequired, Length

from assetmgr.agreements.codes import SignedHow
from assetmgr.web.forms import Form

_NAME: Final = (
    DataRequired(_("Write the guardian's name and surname.")),
    Length(max=200, message=_("At most 200 characters.")),
)


class RecordForm(Form):
    """An agreement that reached the desk."""

    how = RadioField(
        _("How the guardian agreed"),
        choices=[
            SelectChoice(SignedHow.PAPER.value, _("On paper, with a signature")),
            SelectChoice(SignedHow.CONTAINER.value, _("With an e-signature")),
        ],
        default=SignedHow.PAPER.value,
    )
    guardian_name = StringField(_("Guardian's name and surname"), validators=[*_NAME])
    file = FileField(
        _("File"),
        description=_(
            "The e-signed .edoc, .asice or .pdf; of a paper a scan, which may be left out."
            " At most 5 MB."
        ),
        render_kw={"accept": ".edoc,.asice,.pdf,.jpg,.jpeg,.png"},
    )


class GuardianForm(Form):
    """What a guardian tells by the link."""

    terms = HiddenField()
    guardian_name = StringField(
        _("Your name and surname"),
        validators=[*_NAME],
        render_kw={"autocomplete": "name"},
    )
    agreed = BooleanField(
        _("I am this pupil's parent or legal representative, have read the terms and agree."),
        validators=[InputRequired(_("Tick that you agree."))],
    )
