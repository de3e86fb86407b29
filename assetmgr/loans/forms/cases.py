"""What the pages of damage and loss send."""

from decimal import Decimal
from typing import Any, Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from assetmgr.devices.codes import Status
from assetmgr.devices.forms.fields import EuroField
from assetmgr.loans.case_words import KIND_WORDS
from assetmgr.loans.codes import CaseKind, ReturnState
from assetmgr.loans.operations.papers import File
from assetmgr.loans.operations.taking_back import Brought
from assetmgr.loans.policy.cases import GONE
from assetmgr.loans.policy.papers import notice_type
from assetmgr.web.forms import Form
from assetmgr.web.words import word

LONGEST: Final = 2000
_SHORT: Final = Length(max=LONGEST, message=_("At most 2000 characters."))


def sent_file(field: FileField) -> File | None:
    """The file that was chosen, if one was; what backs a loss is a PDF or JPEG.

    Raises:
        Refused: it is another kind of file, or too large.
    """
    content = content_of(field)
    if not content:
        return None
    return File(content, notice_type(content), field.data.filename or "")


def content_of(field: FileField) -> bytes:
    """The bytes of the file that was chosen; none where none was."""
    sent = field.data
    if not sent:
        return b""
    try:
        content: bytes = sent.read()
    finally:
        sent.close()  # a large one lies on the disk
    return content


class LossForm(Form):
    """A device is lost or stolen."""

    kind = RadioField(_("What happened"), default=CaseKind.LOSS.value)
    told = TextAreaField(_("What was told"), validators=[_SHORT])
    paper = FileField(
        _("Statement or police paper"),
        description=_("PDF or JPG, at most 2 MB; it may come later, too."),
    )

    def offer(self) -> None:
        """Set what can be chosen."""
        self.kind.choices = [(one.value, KIND_WORDS[one]) for one in GONE]


class DecisionForm(Form):
    """What is owed, and why."""

    amount = EuroField(
        _("Amount, €"),
        validators=[DataRequired(_("Write an amount; 0 if nothing is owed."))],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    reason = TextAreaField(
        _("Reason"),
        validators=[DataRequired(_("Write the reason: it stands in the letter.")), _SHORT],
    )

    @property
    def told(self) -> Decimal:
        """The amount."""
        return self.amount.amount or Decimal(0)


class DisputeForm(Form):
    """What is disputed."""

    dispute = TextAreaField(
        _("What is disputed"), validators=[DataRequired(_("Write what was told.")), _SHORT]
    )


class PaperForm(Form):
    """A paper that came later."""

    paper = FileField(_("PDF or JPG, at most 2 MB"))


_AFTER: Final = (Status.NEEDS_REPAIR, Status.DAMAGED, Status.MAINTENANCE, Status.AVAILABLE)


class SwapForm(Form):
    """Another device takes the place of a lent one."""

    code = StringField(
        _("The device that is handed out"),
        validators=[DataRequired(_("Scan a label, or type its tag.")), Length(max=500)],
        description=_("Scan its label, or type the tag or serial number."),
        render_kw={"autocomplete": "off", "spellcheck": "false", "autofocus": True},
    )
    after = RadioField(_("The device that comes back"), default=Status.NEEDS_REPAIR.value)
    note = TextAreaField(_("What is wrong with it"), validators=[_SHORT])
    until_repaired = BooleanField(
        _("Only until the other one is repaired"),
        description=_("It then stands on the list of spares that stand in."),
    )

    def offer(self) -> None:
        """Set what can be chosen."""
        self.after.choices = [(one.value, word(one)) for one in _AFTER]

    @property
    def brought(self) -> Brought:
        """How the old device came back; what went with it goes with the new one."""
        after = Status(self.after.data)
        whole = after is Status.AVAILABLE
        state = ReturnState.WORKING if whole else ReturnState.DAMAGED
        return Brought(state, after, note=self.note.data or None)


class PhotoForm(Form):
    """A photo of a device, at hand-out or return."""

    photo: Any = FileField(_("Photo"))
