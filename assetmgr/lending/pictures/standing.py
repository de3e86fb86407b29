"""How lending stands, as big figures, next steps and a table by institution."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.queries import Named
from assetmgr.lending.queries.figures import Figures
from assetmgr.web.download import Sheet
from assetmgr.web.figures import Stat, number
from assetmgr.web.formats import date_text, language


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a figure leads to; '' where the reader may not open its list."""

    lent: str = ""
    waiting: str = ""
    overdue: str = ""
    damaged: str = ""
    long: str = ""
    unused: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An institution with its figures; `unused` devices are among those that are lent."""

    place: Named
    figures: Figures
    unused: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is lent there, or waited for."""
        return self.figures == Figures() and not self.unused


@dataclass(frozen=True, slots=True)
class Total:
    """Several institutions together."""

    figures: Figures
    unused: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was lent here yet, or waited for."""
        return self.figures == Figures()


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done, how often, and where; `tone` is bad, amber or sea."""

    tone: str
    count: int
    text: str
    href: str


def together(lines: Sequence[Line]) -> Total:
    """The sums."""
    figures = sum((line.figures for line in lines), Figures())
    return Total(figures, sum(line.unused for line in lines))


def shown(lines: Sequence[Line]) -> list[Line]:
    """Schools, and others where anything is lent."""
    return [
        line for line in lines if line.place.type is InstitutionType.SCHOOL or not line.is_empty
    ]


def stats(total: Total, ways: Ways, unused_on: date | None = None) -> tuple[Stat, ...]:
    """The six figures; `unused_on`: the day on which unused devices were counted, if not now."""
    one = total.figures
    day = unused_on and date_text(unused_on, language())
    of_lent = gettext("of those lent")
    return (
        Stat(gettext("Lent"), number(one.lent), gettext("devices now"), ways.lent),
        Stat(gettext("Waiting"), number(one.waiting), gettext("requests"), ways.waiting),
        Stat(gettext("Overdue"), number(one.overdue), of_lent, ways.overdue),
        Stat(
            gettext("Returned damaged"),
            number(one.damaged),
            gettext("in this school year"),
            ways.damaged,
        ),
        Stat(gettext("Lent for more than a year"), number(one.long), of_lent, ways.long),
        Stat(
            gettext("Unused"),
            number(total.unused),
            gettext("of those lent, counted on %(day)s", day=day) if day else of_lent,
            ways.unused,
        ),
    )


def steps(total: Total, ways: Ways) -> tuple[Step, ...]:
    """What is to be done next, the most pressing first; only what can be opened."""
    return tuple(step for step in _steps(total, ways) if step.count and step.href)


def _steps(total: Total, ways: Ways) -> Iterator[Step]:
    overdue, waiting, idle = total.figures.overdue, total.figures.waiting, total.unused
    yield Step(
        "bad",
        overdue,
        ngettext("device should be back already", "devices should be back already", overdue),
        ways.overdue,
    )
    yield Step(
        "amber",
        waiting,
        ngettext("request waits for a device", "requests wait for a device", waiting),
        ways.waiting,
    )
    yield Step(
        "sea",
        idle,
        ngettext(
            "lent device is not used and could serve somebody else",
            "lent devices are not used and could serve somebody else",
            idle,
        ),
        ways.unused,
    )


def sheet(lines: Sequence[Line]) -> Sheet:
    """The table to keep, every institution."""
    head = (
        gettext("Code"),
        gettext("Institution"),
        gettext("Lent"),
        gettext("Waiting"),
        gettext("Overdue"),
        gettext("Returned damaged"),
        gettext("Lent for more than a year"),
        gettext("Unused"),
    )
    return Sheet(
        "lending",
        head,
        [
            (
                line.place.code,
                line.place.name,
                line.figures.lent,
                line.figures.waiting,
                line.figures.overdue,
                line.figures.damaged,
                line.figures.long,
                line.unused,
            )
            for line in lines
        ],
    )
