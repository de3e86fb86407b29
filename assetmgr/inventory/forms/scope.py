"""What a stocktake expects, as people choose it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput

from assetmgr.devices.queries import NamedKind
from assetmgr.inventory.policy.scope import Scope
from assetmgr.web.forms import Form
from assetmgr.web.words import kind_name

DAYS: Final = (30, 90, 180, 365)
USUAL_DAYS: Final = 180


class What(StrEnum):
    """Which devices are expected."""

    ALL = "all"
    SITE = "site"
    ROOMS = "rooms"
    KINDS = "kinds"
    DOUBTFUL = "doubtful"


WHAT_WORDS: Final[dict[What, Any]] = {
    What.ALL: _("The whole institution"),
    What.SITE: _("One site"),
    What.ROOMS: _("Chosen rooms"),
    What.KINDS: _("Chosen kinds"),
    What.DOUBTFUL: _("The doubtful ones: not seen for long"),
}


class ScopeForm(Form):
    """Title and scope; `shown` is the number of expected devices that the page told before.

    Only the part that belongs to the choice of `what` counts.
    """

    title = StringField(
        _("Title"),
        validators=[
            DataRequired(_("Write what the stocktake is called.")),
            Length(max=200, message=_("At most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    what = RadioField(_("What is counted"), default=What.ALL.value, validate_choice=False)
    kinds = SelectMultipleField(_("Kinds"), validate_choice=False, option_widget=CheckboxInput())
    days = SelectField(_("Not seen for"), default=str(USUAL_DAYS), validate_choice=False)
    shown = HiddenField()

    whats: tuple[What, ...] = (What.ALL, What.KINDS, What.DOUBTFUL)

    def offer_scope(self, kinds: Iterable[NamedKind]) -> None:
        """Set what may be chosen."""
        self.what.choices = [(one.value, WHAT_WORDS[one]) for one in self.whats]
        self.kinds.choices = [(kind.code, kind_name(kind)) for kind in kinds]
        self.days.choices = [(str(days), _days(days)) for days in DAYS]

    @property
    def chosen(self) -> What:
        """Which devices are wanted; the whole institution where nothing sensible is told."""
        return What(self.what.data) if self.what.data in set(self.whats) else What.ALL

    @property
    def scope(self) -> Scope | None:
        """What is expected; None while the part is not told yet."""
        match self.chosen:
            case What.KINDS:
                codes = _of(self.kinds)
                return Scope(kinds=codes) if codes else None
            case What.DOUBTFUL:
                told = _of(self.days) or (str(USUAL_DAYS),)
                return Scope(doubtful_days=int(told[0]))
        return Scope()

    def validate_what(self, _field: RadioField) -> None:
        """A part must be told where only a part is wanted."""
        if self.scope is None:
            raise ValidationError(gettext("Choose at least one of the list."))


class PlacesForm(ScopeForm):
    """As `ScopeForm`, for one institution: sites and rooms may be chosen too."""

    site = SelectField(_("Site"), validate_choice=False)
    rooms = SelectMultipleField(_("Rooms"), validate_choice=False, option_widget=CheckboxInput())

    def offer_places(
        self, sites: Sequence[tuple[int, str]], rooms: Sequence[tuple[int, str]]
    ) -> None:
        """Set the sites and rooms, before `offer_scope`; a single site is no choice."""
        self.site.choices = [(str(key), name) for key, name in sites]
        self.rooms.choices = [(str(key), name) for key, name in rooms]
        absent = {What.SITE} if len(sites) < 2 else set()
        absent |= set() if rooms else {What.ROOMS}
        self.whats = tuple(one for one in What if one not in absent)

    @property
    def scope(self) -> Scope | None:
        """What is expected; None while the part is not told yet."""
        match self.chosen:
            case What.SITE:
                told = _of(self.site) or _of(self.site, every=True)
                return Scope(site_id=int(told[0]))
            case What.ROOMS:
                rooms = _of(self.rooms)
                return Scope(room_ids=tuple(map(int, rooms))) if rooms else None
        return super().scope


def _of(field: Any, *, every: bool = False) -> tuple[str, ...]:
    """What was chosen in a field, of what it offers and in its order."""
    told = field.data if isinstance(field.data, list) else [field.data]
    return tuple(value for value, _name in field.choices if every or value in told)


def _days(days: int) -> str:
    return str(ngettext("%(num)d day", "%(num)d days", days))
