"""The base of all forms: CSRF, trimmed texts, refusals beside their fields."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms.fields.core import UnboundField

from assetmgr.db.errors import Refused
from assetmgr.web.errors import translated


class Form(FlaskForm):  # type: ignore[misc] # it has no types
    """A form; every text loses its outer space, an empty one becomes None where the field says."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc] # it has no types
        """What all fields share."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Trim what was typed, but for passwords."""
            kept = "Password" in unbound_field.field_class.__name__
            told = {**unbound_field.kwargs}  # the field is shared by every form of its class
            filters = [*told.pop("filters", ()), *([] if kept else [_trim])]
            mine = UnboundField(unbound_field.field_class, *unbound_field.args, **told)
            return mine.bind(form=form, filters=filters, **options)

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside its field, or above the form."""
        text = translated(refused)
        field = getattr(self, refused.field, None) if refused.field else None
        if field is None:
            self.form_errors.append(text)
        else:
            field.errors = [*field.errors, text]


def _trim(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
