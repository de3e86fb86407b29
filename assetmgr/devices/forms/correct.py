"""The form that corrects a status of the past."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired, InputRequired

from assetmgr.devices.forms.fields import DayField, SelectField
from assetmgr.devices.policy.statuses import StatusSpan
from assetmgr.web.formats import date_text, language
from assetmgr.web.forms import Form

_A_DAY = timedelta(days=1)


class CorrectionForm(Form):
    """What a status of the past really was, and since when."""

    status = SelectField(_("Status"), validators=[InputRequired(_("Choose one of the list."))])
    effective_on = DayField(
        _("Since"), validators=[DataRequired(_("Write the date as 01.09.2024."))]
    )

    def fit(self, spans: Sequence[StatusSpan], at: int, today: date) -> None:
        """Say what fits between the neighbours of the span at place `at`; the first one stays."""
        if len(spans) > 1:
            self.status.description = gettext(
                "If there was no such status, choose the one before or after it."
            )
        if not at:
            del self.effective_on
            return
        until = spans[at].until
        self.effective_on.description = gettext(
            "From %(first)s to %(last)s.",
            first=date_text(spans[at - 1].since + _A_DAY, language()),
            last=date_text(until - _A_DAY if until else today, language()),
        )

    @property
    def since(self) -> date | None:
        """The day that was typed; None for the first status, whose day is not asked."""
        return self.effective_on.data if self.effective_on else None
