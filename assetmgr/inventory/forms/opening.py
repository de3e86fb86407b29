"""Opening a stocktake of one institution, or a round of many."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput

from assetmgr.devices.forms.fields import DayField
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.queries import Named
from assetmgr.inventory.forms.commission import CommissionField
from assetmgr.inventory.forms.scope import PlacesForm, ScopeForm


class OpeningForm(PlacesForm):
    """A stocktake of one institution."""

    commission = CommissionField(_("Commission"))


class Where(StrEnum):
    """In which institutions a round is opened."""

    SCHOOLS = "schools"
    PRESCHOOLS = "preschools"
    PICKED = "picked"


WHERE_WORDS: Final[dict[Where, Any]] = {
    Where.SCHOOLS: _("In all schools"),
    Where.PRESCHOOLS: _("In all preschools"),
    Where.PICKED: _("In chosen institutions"),
}
_TYPES: Final = {
    Where.SCHOOLS: InstitutionType.SCHOOL,
    Where.PRESCHOOLS: InstitutionType.PRESCHOOL,
}


class RoundForm(ScopeForm):
    """Stocktakes in many institutions at once, each with its own list."""

    where = RadioField(_("Institutions"), default=Where.SCHOOLS.value, validate_choice=False)
    institutions = SelectMultipleField(
        _("Chosen institutions"), validate_choice=False, option_widget=CheckboxInput()
    )
    due_on = DayField(
        _("To be closed by"),
        description=_("The institutions see it; nothing closes by itself."),
    )

    def offer_institutions(self, places: Iterable[Named]) -> None:
        """Set which institutions there are."""
        self.where.choices = [(one.value, WHERE_WORDS[one]) for one in Where]
        self.institutions.choices = [(place.code, place.short_name) for place in places]

    def chosen_places(self, places: Sequence[Named]) -> list[Named]:
        """The wanted ones of these institutions."""
        wanted = _TYPES.get(self.chosen_where)
        picked = set(self.institutions.data or ())
        return [
            place for place in places if (place.type is wanted if wanted else place.code in picked)
        ]

    @property
    def chosen_where(self) -> Where:
        """Which institutions are wanted; all schools where nothing sensible is told."""
        return Where(self.where.data) if self.where.data in set(Where) else Where.SCHOOLS

    def validate_where(self, _field: RadioField) -> None:
        """Somebody must be picked where only the picked ones count."""
        if self.chosen_where is Where.PICKED and not self.institutions.data:
            raise ValidationError(gettext("Choose at least one of the list."))
