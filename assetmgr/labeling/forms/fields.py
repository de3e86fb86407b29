"""A field for millimetres as people write them."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, ValidationError

LONGEST: Final = 1_000


class MillimetreField(StringField):
    """A length in mm with a comma or a point, kept to `places` decimals; `data` is a float."""

    data: Any

    def __init__(self, label: Any, *, places: int = 2, **options: Any) -> None:
        options.setdefault("render_kw", {"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label, validators=[_Told()], **options)
        self.places = places

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}".replace(".", ",")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the length; a blank one is None.

        Raises:
            ValueError: it is no number, or has more decimals than can be told.
        """
        self.data = None
        typed = valuelist[0].strip().removesuffix("mm").strip() if valuelist else ""
        if not typed:
            return
        try:
            length = Decimal(typed.replace(",", ".").replace("\u2212", "-"))
        except InvalidOperation:
            raise ValueError(gettext("Write the millimetres as 45,7.")) from None
        if not length.is_finite() or abs(length) > LONGEST:
            raise ValueError(gettext("Write the millimetres as 45,7."))
        if length != round(length, self.places):
            raise ValueError(gettext("At most %(places)s decimals.", places=self.places))
        self.data = float(length)


def millimetres(label: Any, help_text: Any = "", **options: Any) -> MillimetreField:
    """A length that must be told."""
    return MillimetreField(label, description=help_text, **options)


class _Told:
    """A blank is told off; what could not be read was told off already."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, _form: Any, field: MillimetreField) -> None:
        if field.data is None and not field.process_errors:
            raise ValidationError(_("Write the millimetres."))
