"""The columns of the device list, and a page of it as texts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _
from markupsafe import Markup

from assetmgr.devices.queries import DevicePage, NamedKind, SortBy
from assetmgr.devices.queries.listing import DeviceRow
from assetmgr.institutions.queries import Named
from assetmgr.web import formats
from assetmgr.web.words import kind_name, word


@dataclass(frozen=True, slots=True)
class Context:
    """What ids and codes are called in the reader's language."""

    language: str
    kinds: Mapping[int, str]
    institutions: Mapping[int, str]
    words: dict[Any, str]

    def word(self, code: Any) -> str:
        """The word for a code, looked up once for a page."""
        if code not in self.words:
            self.words[code] = word(code)
        return self.words[code]

    def day(self, day: date | None) -> str:
        """A date as people read it; nothing where it is not known."""
        return formats.date_text(day, self.language) if day else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how a cell reads, its sort; on the phone `told` puts the head before."""

    key: str
    label: Any
    text: Callable[[DeviceRow, Context], str]
    sort: SortBy | None = None
    css: str = ""
    told: bool = False


def _model(row: DeviceRow, _context: Context) -> str:
    return f"{row.manufacturer} {row.model}" if row.model else ""


STATUS: Final = Column(
    "status", _("Status"), lambda row, context: context.word(row.status), SortBy.STATUS, "c-state"
)
COLUMNS: Final = (
    Column("kind", _("Kind"), lambda row, context: context.kinds.get(row.kind_id, "")),
    Column("model", _("Model"), _model, SortBy.MODEL),
    Column(
        "institution",
        _("Institution"),
        lambda row, context: context.institutions.get(row.institution_id, ""),
        SortBy.INSTITUTION,
    ),
    Column("room", _("Room"), lambda row, _context: row.room or ""),
    Column("purpose", _("Purpose"), lambda row, context: context.word(row.purpose)),
    Column("serial", _("Serial number"), lambda row, _context: row.serial_number or ""),
    Column("inventory", _("Inventory number"), lambda row, _context: row.inventory_number or ""),
    Column(
        "acquired",
        _("Acquired"),
        lambda row, context: context.day(row.acquired_on),
        SortBy.ACQUIRED,
        "num",
        told=True,
    ),
    Column("aue", _("AUE"), lambda row, context: context.day(row.aue), None, "num", told=True),
    Column(
        "warranty",
        _("Warranty until"),
        lambda row, context: context.day(row.warranty_until),
        None,
        "num",
        told=True,
    ),
    Column(
        "price",
        _("Price"),
        lambda row, context: (
            formats.euro(row.price_eur, context.language, 2) if row.price_eur is not None else ""
        ),
        None,
        "num",
        told=True,
    ),
    Column(
        "funding",
        _("Funding"),
        lambda row, context: context.word(row.funding) if row.funding else "",
    ),
    STATUS,
)
AT_FIRST: Final = frozenset({"kind", "model", "institution", "room", "acquired", "status"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row as texts: the attributes and the text of each cell, the status by code and word."""

    id: int
    tag: str
    cells: list[tuple[Markup, str]]
    status: str
    status_word: str


def chosen(keys: Iterable[str] | None, *, one_institution: bool) -> tuple[Column, ...]:
    """The columns with these keys; without a choice those that most people look for."""
    wanted = set(AT_FIRST if keys is None else keys)
    if keys is None and one_institution:
        wanted.discard("institution")
    return tuple(column for column in COLUMNS if column.key in wanted)


def lines(page: DevicePage, columns: tuple[Column, ...], context: Context) -> list[Line]:
    """The rows of a page as texts; the status stands apart, for it is no plain cell."""
    made = [(_attributes(column), column.text) for column in columns if column is not STATUS]
    return [
        Line(
            row.id,
            row.tag,
            [(attributes, text(row, context)) for attributes, text in made],
            row.status.value,
            context.word(row.status),
        )
        for row in page.rows
    ]


def _attributes(column: Column) -> Markup:
    css = Markup(' class="{}"').format(column.css) if column.css else Markup()
    told = Markup(' data-label="{}"').format(column.label) if column.told else Markup()
    return css + told


def context_of(kinds: Iterable[NamedKind], institutions: Iterable[Named]) -> Context:
    """The names that a page of the list needs."""
    return Context(
        formats.language(),
        {kind.id: kind_name(kind) for kind in kinds},
        {place.id: place.short_name for place in institutions},
        {},
    )
