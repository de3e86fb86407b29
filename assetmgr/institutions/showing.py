"""An institution's figures as its pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from assetmgr.devices.policy.status import StatusGroup
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.models import Room
from assetmgr.institutions.queries.fleet import KindName, KindRow, RoomDevice
from assetmgr.institutions.queries.profile import RoomRow, SiteRow
from assetmgr.institutions.queries.told import Figure
from assetmgr.institutions.words import FACT_NAMES, FIGURE_NAMES
from assetmgr.web import formats
from assetmgr.web.charts import Bars, Row, bar_chart, responsive_svg
from assetmgr.web.words import kind_name, word

RATIO_NAMES: Final[Mapping[InstitutionType, tuple[Any, ...]]] = {
    InstitutionType.SCHOOL: (_("Pupils per laptop"), _("Teachers' posts per laptop")),
    InstitutionType.PRESCHOOL: (
        _("Pupils aged 5–6 per tablet"),
        _("Teachers' posts per laptop"),
    ),
    InstitutionType.OTHER: (),
}
"""What the ratio indicators of a type are called on its pages (1b and 2b; 1a and 2a)."""

_SELDOM: Final = {
    InstitutionType.SCHOOL: {"pupils_5_6", "group_rooms", "group_rooms_equipped"},
    InstitutionType.PRESCHOOL: {"classrooms", "classrooms_equipped"},
    InstitutionType.OTHER: set(FIGURE_NAMES),
}
"""Columns that an institution of the type is not asked for: shown only where they are told."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A told figure in words; `text` and `as_of` are None where it is not told."""

    name: Any
    text: str | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class KindsPicture:
    """The chart of devices by kind, and its figures as text."""

    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure_lines(of_type: InstitutionType, figures: Mapping[str, Figure]) -> tuple[FigureLine, ...]:
    """The headcount that counts, column by column."""
    return tuple(
        _line(column, name, figures.get(column))
        for column, name in FIGURE_NAMES.items()
        if column in figures or column not in _SELDOM[of_type]
    )


def fact_lines(facts: Mapping[str, Figure]) -> tuple[FigureLine, ...]:
    """The figures without a headcount column; one without a word stands by its own name."""
    return tuple(
        _line(name, FACT_NAMES.get(name, name), facts[name])
        for name in sorted(facts, key=lambda name: str(FACT_NAMES.get(name, name)))
    )


def kinds_picture(kinds: Sequence[KindRow]) -> KindsPicture:
    """Devices that count by kind, the most first; the table has the five groups too."""
    ordered = sorted(kinds, key=lambda row: (-row.counting, row.kind.position))
    bars = Bars(
        tuple(Row(capital(kind_name(row.kind)), row.counting) for row in ordered),
        _number,
        gettext("no data"),
    )
    title = gettext("Devices by kind")
    return KindsPicture(
        responsive_svg(lambda size: bar_chart(bars, size), title, gettext("Devices that count")),
        (gettext("Kind"), gettext("Count"), *(word(group) for group in StatusGroup)),
        tuple(
            (
                capital(kind_name(row.kind)),
                _number(row.counting),
                *map(_number, row.groups.values()),
            )
            for row in ordered
        ),
    )


def ratio_text(value: Fraction | None) -> str:
    """People per device with one decimal; a dash where there is none."""
    return formats.ratio(None if value is None else float(value), formats.language())


def grouped(devices: Sequence[RoomDevice]) -> list[tuple[KindName, list[RoomDevice]]]:
    """Devices in the order of kinds, each kind with its devices."""
    return [(kind, list(group)) for kind, group in groupby(devices, key=lambda one: one.kind)]


def place_in(room: RoomRow | Room, site: SiteRow) -> str:
    """Building and floor of a room, as far as they are told."""
    building = next((one.name for one in site.buildings if one.id == room.building_id), None)
    floor = None if room.floor is None else gettext("floor %(floor)s", floor=room.floor)
    return ", ".join(part for part in (building, floor) if part)


def place_of(room: Room, sites: Sequence[SiteRow]) -> str:
    """Where a room is: site (of several), building and floor, as far as they are told."""
    site = next(site for site in sites if site.id == room.site_id)
    parts = (site.name if len(sites) > 1 else "", place_in(room, site))
    return ", ".join(part for part in parts if part)


def figure_text(value: Decimal) -> str:
    """A told figure with the decimals it has."""
    places = -int(value.normalize().as_tuple().exponent)
    return formats.number(value, formats.language(), max(0, places))


def capital(text: str) -> str:
    """The text with a capital first letter; the others stay as they are ('3D printeris')."""
    return text[:1].upper() + text[1:]


def _line(column: str, name: Any, figure: Figure | None) -> FigureLine:
    if figure is None:
        return FigureLine(name, None, None)
    if column == "wifi":
        return FigureLine(name, gettext("yes") if figure.value else gettext("no"), figure.as_of)
    return FigureLine(name, figure_text(figure.value), figure.as_of)


def _number(value: float) -> str:
    return formats.number(value, formats.language())
