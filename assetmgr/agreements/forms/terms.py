"""The form of a new version of the terms."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from assetmgr.loans.act.contents import Terms as Frozen
from assetmgr.loans.act.contents import amount_text
from assetmgr.web.forms import Form

_MOST_EURO: Final = Decimal(100_000)


def _text(label: Any, help_text: Any, most: int, rows: int) -> TextAreaField:
    return TextAreaField(
        label,
        description=help_text,
        validators=[
            DataRequired(_("Write it, or take the default text.")),
            Length(max=most, message=_("At most %(max)d characters.")),
        ],
        render_kw={"rows": rows},
    )


class TermsForm(Form):
    """What a borrower agrees to."""

    last_version = HiddenField()
    title = StringField(
        _("Title"),
        validators=[
            DataRequired(_("Write a title.")),
            Length(max=200, message=_("At most 200 characters.")),
        ],
    )
    text = _text(
        _("Clauses"),
        _("One clause on a line; clauses begin with a number and a full stop: 1. or 1.1."),
        20_000,
        14,
    )
    liability = _text(_("Who is liable"), _("For what, and what need not be made good."), 4_000, 4)
    liability_limit_eur = StringField(
        _("Liable up to, euro"),
        description=_("Blank: up to what the device is still worth."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    dispute = _text(_("How to object"), _("To whom, until when, and how."), 4_000, 4)
    monitoring = _text(
        _("What is monitored, and what is not"),
        _("Say both: what the register sees of a lent device, and what nobody looks at."),
        4_000,
        4,
    )

    def validate_liability_limit_eur(self, field: StringField) -> None:
        """Refuse what is no amount."""
        try:
            limit = self.limit()
        except InvalidOperation:
            raise ValidationError(gettext("Write an amount such as 150 or 149,90.")) from None
        if limit is not None and not 0 <= limit <= _MOST_EURO:
            raise ValidationError(gettext("Write an amount such as 150 or 149,90."))
        if limit is not None and limit != round(limit, 2):
            raise ValidationError(gettext("An amount has whole cents."))

    def limit(self) -> Decimal | None:
        """The limit of liability in euro.

        Raises:
            InvalidOperation: what was typed is no number.
        """
        typed = (self.liability_limit_eur.data or "").replace(",", ".")
        typed = "".join(typed.removesuffix("€").split())
        if not typed:
            return None
        amount = Decimal(typed)
        if not amount.is_finite():
            raise InvalidOperation
        return amount

    def told(self) -> dict[str, Any]:
        """What a valid form tells, as `add_terms` takes it."""
        limit = self.limit()
        return {
            "title": self.title.data,
            "text": _lines(self.text.data),
            "liability": _lines(self.liability.data),
            "liability_limit_eur": None if limit is None else limit.quantize(Decimal("0.01")),
            "dispute": _lines(self.dispute.data),
            "monitoring": _lines(self.monitoring.data),
        }

    def frozen(self, version: int) -> Frozen:
        """What a valid form tells, as it would stand on an act."""
        told = self.told()
        limit = told.pop("liability_limit_eur")
        amount = None if limit is None else amount_text(limit)
        return Frozen(version=version, liability_limit_eur=amount, **told)


def _lines(text: str | None) -> str:
    """Without blank lines and outer space: each line is a paragraph."""
    lines = (line.strip() for line in (text or "").splitlines())
    return "\n".join(line for line in lines if line)
