"""What a borrower fills in."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from assetmgr.loans.codes import CaseKind
from assetmgr.requests.forms import MOST, AskForm
from assetmgr.web.forms import Form

_ROWS: dict[str, Any] = {"rows": 4, "maxlength": MOST}
REPORTED = (
    (CaseKind.FAULT, _("it is broken, or does not work")),
    (CaseKind.LOSS, _("it is lost")),
    (CaseKind.THEFT, _("it was stolen")),
)


def _short() -> Length:
    return Length(max=MOST, message=_("At most %(max)d characters."))


class OwnAskForm(AskForm):
    """What is asked for, and of which school where there are several."""

    person = SelectField(_("School"), validate_choice=True)

    def of(self, schools: Mapping[int, str]) -> None:
        """Let one of these be asked: names by the id of the borrower's own person there."""
        self.person.choices = [SelectChoice(str(key), name) for key, name in schools.items()]


class LongerForm(Form):
    """Until when, and why."""

    wanted_until = DateField(_("Until when"), validators=[InputRequired(_("Choose a day."))])
    note = TextAreaField(_("Why"), validators=[Optional(), _short()], render_kw=_ROWS)


class ReportForm(Form):
    """What happened to the device."""

    kind = RadioField(
        _("What happened"),
        choices=[SelectChoice(kind.value, words) for kind, words in REPORTED],
        validators=[InputRequired(_("Choose what happened."))],
    )
    told = TextAreaField(
        _("Tell how it was"),
        description=_("When, where, and what does not work."),
        validators=[DataRequired(_("Write what happened.")), _short()],
        render_kw=_ROWS,
    )
