"""The forms of how an institution lends, and of what the municipality decided."""

from typing import Any, Final

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import InputRequired

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.lending.policy.settings import Policy, Settings
from assetmgr.web.forms import Form

MONTHS: Final = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip


class SettingsForm(Form):
    """How an institution lends."""

    takes_requests = BooleanField(
        _("Pupils and teachers may ask for a device"),
        description=_("Off: the page of a borrower says to ask at school."),
    )
    support_first = BooleanField(
        _("Who has social support comes first"),
        description=_(
            "It orders the queue; why somebody is ahead is seen by named handlers alone."
        ),
    )
    year_ends_month = SelectField(
        _("Pupils return until: month"),
        choices=[SelectChoice(place, name) for place, name in enumerate(MONTHS, 1)],
        coerce=int,
    )
    year_ends_day = IntegerField(
        _("Day"),
        description=_("The day that is proposed at the desk; teachers borrow without an end."),
        validators=[InputRequired(_("Write a day."))],
    )
    remind_before = StringField(
        _("Remind so many days before"),
        description=_("Numbers with commas, such as 14, 3. Blank: no reminder."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    remind_after = StringField(
        _("Remind so many days after"),
        description=_("Numbers with commas, such as 1, 7, 14. Blank: no reminder."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    unused_weeks = IntegerField(
        _("Unused after so many weeks"),
        description=_(
            "A lent Chromebook without activity for so long, holidays left out, is shown."
        ),
        validators=[InputRequired(_("Write a number of weeks."))],
    )

    def settings(self) -> Settings:
        """What a valid form tells.

        Raises:
            Refused: days cannot be read.
        """
        return Settings(
            takes_requests=self.takes_requests.data,
            year_ends=(self.year_ends_month.data, self.year_ends_day.data or 0),
            support_first=self.support_first.data,
            remind_before=_days("remind_before", self.remind_before.data, latest_first=True),
            remind_after=_days("remind_after", self.remind_after.data, latest_first=False),
            unused_weeks=self.unused_weeks.data or 0,
        )


class PolicyForm(Form):
    """What the municipality decided for all institutions."""

    custody_on = BooleanField(
        _("Compare who uses a lent Chromebook"),
        description=_(
            "A daily yes, no or unknown: whether the holder is the one who uses it. The other"
            " account is never kept. It has to stand in the terms before it is switched on."
        ),
    )
    forget_after_months = IntegerField(
        _("Keep names for so many months after the return"),
        description=_("Then names and papers go; numbers, check sums and counts stay."),
        validators=[InputRequired(_("Write a number of months."))],
    )

    def policy(self) -> Policy:
        """What a valid form tells."""
        return Policy(self.custody_on.data, self.forget_after_months.data or 0)


def settings_told(settings: Settings) -> dict[str, Any]:
    """What stands in the form before anybody types."""
    return {
        "takes_requests": settings.takes_requests,
        "support_first": settings.support_first,
        "year_ends_month": settings.year_ends[0],
        "year_ends_day": settings.year_ends[1],
        "remind_before": ", ".join(map(str, settings.remind_before)),
        "remind_after": ", ".join(map(str, settings.remind_after)),
        "unused_weeks": settings.unused_weeks,
    }


def policy_told(policy: Policy) -> dict[str, Any]:
    """What stands in the form before anybody types."""
    return {
        "custody_on": policy.custody_on,
        "forget_after_months": policy.forget_after_months,
    }


def _days(name: str, text: str | None, *, latest_first: bool) -> tuple[int, ...]:
    told = (text or "").replace(";", ",").split(",")
    words = [word.strip() for word in told if word.strip()]
    if any(not (word.isascii() and word.isdecimal() and len(word) < 4) for word in words):
        raise Refused(N_("Write numbers of days with commas, such as 14, 3."), field=name)
    return tuple(sorted({int(word) for word in words}, reverse=latest_first))
