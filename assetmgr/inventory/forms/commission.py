"""Who counts: names and positions, as many rows as are needed."""

from collections.abc import Sequence
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, ValidationError

from assetmgr.web.forms import Form

Member = dict[str, str]
ROWS: Final = 3
"""How many rows a new form shows."""
MOST: Final = 20
LONGEST: Final = 200


class CommissionField(Field):
    """Rows of a name and a position; `data` holds the rows that have something in them.

    `add` and `remove` are buttons of the form, which change its rows and nothing else; so rows
    come and go without JavaScript.
    """

    data: list[Member]

    @property
    def rows(self) -> list[Member]:
        """The rows to fill in: those told, and blank ones after them."""
        blank = max(self._wanted, 1) - len(self.data)
        return [*self.data, *({"name": "", "position": ""} for _ in range(blank))]

    def process_data(self, value: Sequence[Member] | None) -> None:
        """Take the rows of a stocktake that exists."""
        self.data = [*(value or ())]
        self._wanted = max(ROWS, len(self.data))

    def process(self, formdata: Any, *rest: Any, **named: Any) -> None:
        """Read names and positions, which stand under two names in the order of the rows."""
        super().process(formdata, *rest, **named)
        if not formdata or "commission_name" not in formdata:
            return
        names = formdata.getlist("commission_name")[:MOST]
        positions = formdata.getlist("commission_position")[:MOST]
        removed = formdata.get("commission_remove", "")
        rows = [
            {"name": name.strip(), "position": position.strip()}
            for place, (name, position) in enumerate(zip(names, positions, strict=False))
            if str(place) != removed
        ]
        self.data = [row for row in rows if row["name"] or row["position"]]
        self._wanted = (
            len(names) + ("commission_add" in formdata) - ("commission_remove" in formdata)
        )

    def pre_validate(self, form: Any) -> None:
        """Nobody stands there by a position alone."""
        if any(not row["name"] for row in self.data):
            raise ValidationError(gettext("Write the name beside the position."))
        if any(len(text) > LONGEST for row in self.data for text in row.values()):
            raise ValidationError(gettext("At most 200 characters."))


class CommissionForm(Form):
    """The commission of a stocktake that is open."""

    commission = CommissionField(_("Commission"))


def only_rows(formdata: Any) -> bool:
    """Whether a button was pressed that adds or removes a row, and nothing else is wanted."""
    return "commission_add" in formdata or "commission_remove" in formdata
