"""What is told of an act after it was issued."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.signature import Signer
from assetmgr.loans.codes import Paper
from assetmgr.loans.operations.correcting import Correction
from assetmgr.loans.policy.accessories import MOST
from assetmgr.loans.words import ACCESSORY_WORDS, PAPER_WORDS
from assetmgr.web.forms import Form

KEPT: Final = (Paper.SIGNED_ACT, Paper.RETURN_SLIP)


class SignForm(Form):
    """A signature: drawn, or typed by who cannot draw; on a minor's act either of two signs."""

    signer = RadioField(_("Who signs"), validators=[DataRequired(_("Choose who signs."))])
    strokes = HiddenField()
    typed_name = StringField(
        _("Name and surname, as on the act"),
        validators=[Length(max=200, message=_("At most 200 characters."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    agreed = BooleanField(
        _("I have received the device and the accessories named here and agree to the terms."),
        validators=[InputRequired(_("Tick that you agree, or do not sign."))],
    )

    def of(self, names: Mapping[Signer, str]) -> None:
        """Let one of these sign; the first one is chosen."""
        self.signer.choices = [SelectChoice(one.value, name) for one, name in names.items()]
        self.signer.data = self.signer.data or next(iter(names)).value


class PaperForm(Form):
    """A signed copy to be kept with the act."""

    what = SelectField(
        _("What it is"), choices=[SelectChoice(one.value, PAPER_WORDS[one]) for one in KEPT]
    )
    file = FileField(
        _("Signed copy"),
        description=_("PDF, JPG or PNG, or an e-signed .edoc or .asice; at most 5 MB."),
        validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png,.edoc,.asice"},
    )


class RumisForm(Form):
    """The number that the national register gave."""

    rumis_number = StringField(
        _("Number in RUMIS"),
        description=_("As PNA-…; it is kept beside ours and changes nothing that was signed."),
        validators=[Length(max=40, message=_("At most 40 characters."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class ExtendForm(Form):
    """A later day of return."""

    wanted_until = DateField(_("Return until"), validators=[InputRequired(_("Choose a day."))])
    answer = TextAreaField(
        _("A word to the borrower"),
        description=_("It may stay blank."),
        validators=[Length(max=500, message=_("At most 500 characters."))],
        render_kw={"rows": 2},
    )


class CorrectForm(Form):
    """What stands on the act instead."""

    due_on = DateField(
        _("Return until"),
        description=_("Blank: open-ended, as employees borrow."),
        validators=[Optional()],
    )
    condition = StringField(
        _("Condition at issue"),
        description=_("What was to be seen on the device when it was handed out."),
        validators=[Length(max=200, message=_("At most 200 characters."))],
        render_kw={"autocomplete": "off"},
    )

    def correction(self, told: Mapping[str, str]) -> Correction:
        """What a valid form tells; the counts stand in the request's own fields."""
        return Correction(
            due_on=self.due_on.data,
            accessories=counts_told(told),
            condition=self.condition.data or None,
        )


def counts_told(told: Mapping[str, str]) -> dict[str, int]:
    """The accessories of a request, by code; what is no number from 0 on counts as too many."""
    found = {one.value: told.get(f"count-{one.value}", "").strip() for one in Accessory}
    return {code: _count(text) for code, text in found.items() if text}


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else MOST + 1


def count_choices(counts: Mapping[str, int]) -> list[tuple[str, Any, int]]:
    """The code, the word and the count of each accessory."""
    return [(one.value, ACCESSORY_WORDS[one], counts.get(one.value, 0)) for one in Accessory]
