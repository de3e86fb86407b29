"""Forms of requests: asked for, postponed, declined."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from assetmgr.devices.models import Kind
from assetmgr.people.codes import PersonRole
from assetmgr.requests.codes import Reason
from assetmgr.requests.words import REASON_WORDS
from assetmgr.web.forms import Form
from assetmgr.web.words import kind_name

MOST = 1000
_ROWS: dict[str, Any] = {"rows": 3, "maxlength": MOST}
_NOT_FOR: dict[PersonRole, frozenset[Reason]] = {
    PersonRole.PUPIL: frozenset({Reason.WORK}),
    PersonRole.EMPLOYEE: frozenset({Reason.LEARNING_SUPPORT}),
}


def _short() -> Length:
    return Length(max=MOST, message=_("At most %(max)d characters."))


class AskForm(Form):
    """What somebody asks for, and why."""

    kind = SelectField(_("What is needed"), validate_choice=True)
    reason = SelectField(_("Why"), validate_choice=True)
    note = TextAreaField(
        _("In own words"),
        description=_("If you like; nothing about health."),
        validators=[Optional(), _short()],
        render_kw=_ROWS,
    )

    def offer(self, kinds: Sequence[Kind], role: PersonRole) -> None:
        """Let these kinds be chosen, for the reasons that somebody of the role may have."""
        self.kind.choices = [SelectChoice(one.code, kind_name(one)) for one in kinds]
        self.reason.choices = [
            SelectChoice(reason.value, word)
            for reason, word in REASON_WORDS.items()
            if reason not in _NOT_FOR[role]
        ]


class PostponeForm(Form):
    """Until when, and what the borrower is told."""

    until = DateField(_("Postpone until"), validators=[InputRequired(_("Choose a day."))])
    words = TextAreaField(
        _("What the borrower will read"),
        validators=[Optional(), _short()],
        render_kw=_ROWS,
    )


class DeclineForm(Form):
    """Why not."""

    answer = TextAreaField(
        _("Why; the borrower will read it"),
        validators=[DataRequired(_("Write why, so that it can be understood.")), _short()],
        render_kw=_ROWS,
    )
