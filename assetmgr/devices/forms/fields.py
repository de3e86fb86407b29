"""Fields that read dates, sums and codes as people write them, and say what is wrong."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from flask_babel import gettext
from wtforms import DateField, StringField, ValidationError
from wtforms import SelectField as AnySelectField
from wtforms.widgets import DateInput

FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2100
MOST_EURO: Final = Decimal(100_000_000)
_WRITTEN: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y.")


class DayField(DateField):
    """A date: by the browser's own picker, or typed as 2024-09-01 or 01.09.2024."""

    widget = DateInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the date; a blank one is None."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if typed:
            self.data = _day(typed)


def _day(typed: str) -> date:
    for written in _WRITTEN:
        try:
            day = datetime.strptime(typed, written).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        raise ValueError(gettext("Check the year."))
    raise ValueError(gettext("Write the date as 01.09.2024."))


class EuroField(StringField):
    """A sum in euro with a comma or a point; `amount` is the sum, None where it is blank."""

    amount: Decimal | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the sum."""
        typed = (self.data or "").replace("\u00a0", "").replace(" ", "").removesuffix("€")
        if not typed:
            return
        try:
            self.amount = Decimal(typed.replace(",", ".")).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise ValidationError(gettext("Write the sum as 249,90.")) from None
        if not self.amount.is_finite() or not 0 <= self.amount < MOST_EURO:
            raise ValidationError(gettext("A price is zero or more."))


class SelectField(AnySelectField):
    """One of a list; anything else is refused in the reader's language.

    It keeps its parent's name, by which the templates know it.
    """

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list."""
        if self.data not in {choice[0] for choice in self.iter_choices()}:
            raise ValidationError(gettext("Choose one of the list."))
