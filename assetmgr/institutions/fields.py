"""Form fields for names and figures as people write them, with our own messages."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import TextInput

YES_OR_NO: Final = (("", _("not told")), ("yes", _("yes")), ("no", _("no")))
_SPACES: Final = dict.fromkeys(map(ord, " \u00a0\u202f"))


class PostsField(Field):
    """A decimal with a comma or a point; blank is None."""

    widget = TextInput()
    data: Decimal | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data.normalize():f}".replace(".", ",")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed.

        Raises:
            ValueError: it is no number.
        """
        typed = (valuelist[0] if valuelist else "").translate(_SPACES)
        self.data = None
        if typed:
            self.data = _decimal(typed)


def _decimal(typed: str) -> Decimal:
    with suppress(InvalidOperation):
        if (number := Decimal(typed.replace(",", "."))).is_finite():
            return number
    raise ValueError(_("This is not a number."))


def called(label: Any, missing: Any) -> StringField:
    """What something is called; `missing` is what a blank is told."""
    return StringField(
        label,
        validators=[
            DataRequired(missing),
            Length(max=200, message=_("At most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )


def whole(
    label: Any, most: int = 100_000, least: int = 0, missing: Any | None = None
) -> IntegerField:
    """A whole number from `least` to `most`; blank where `missing` does not tell a blank off."""
    return IntegerField(
        label,
        validators=[InputRequired(missing) if missing else Optional(), _between(least, most)],
        render_kw={"min": least, "max": most, "inputmode": "numeric"},
        **_messages(invalid_value_message=_("This is not a whole number.")),
    )


def posts(label: Any) -> PostsField:
    """A number of full-time posts (likmes), or blank."""
    return PostsField(
        label, validators=[Optional(), _between(0, 10_000)], render_kw={"inputmode": "decimal"}
    )


def yes_or_no(label: Any) -> SelectField:
    """Yes, no, or not told; the form gives it `YES_OR_NO` to choose from."""
    return chosen(label, coerce=_told)


def day(label: Any, help_text: Any) -> DateField:
    """A date that must be given."""
    return DateField(
        label,
        description=help_text,
        validators=[InputRequired(_("Choose the day."))],
        **_messages(invalid_value_message=_("There is no such day.")),
    )


def chosen(label: Any, coerce: Callable[[Any], Any]) -> SelectField:
    """One of a list, which the form sets."""
    return SelectField(
        label,
        coerce=coerce,
        **_messages(invalid_choice_message=_("Choose one of the list.")),
    )


def key(label: Any) -> SelectField:
    """One of a list of rows, by its id; a blank choice is None."""
    return chosen(label, coerce=_key)


def _key(text: Any) -> int | None:
    return int(text) if text not in {None, "", "None"} else None


def _between(least: int, most: int) -> Callable[[Any, Field], None]:
    """As WTForms' NumberRange, which fails on what no float can hold."""

    def check(_form: Any, field: Field) -> None:
        if field.data is not None and not least <= field.data <= most:
            raise ValidationError(
                gettext(
                    "The number must lie between %(least)s and %(most)s.", least=least, most=most
                )
            )

    return check


def _messages(**texts: Any) -> dict[str, Any]:
    """Arguments that WTForms has and the published types of it do not."""
    return texts


def _told(value: Any) -> bool | None:
    return {"yes": True, "True": True, "no": False, "False": False}.get(str(value))
