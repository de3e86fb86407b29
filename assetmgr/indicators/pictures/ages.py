"""Ageing as 100 % bars by kind."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from flask_babel import gettext, ngettext

from assetmgr.devices.queries.kinds import NamedKind
from assetmgr.indicators.policy.ageing import Ageing, ageing
from assetmgr.indicators.policy.rows import AgeGroup
from assetmgr.web.charts import BandRow, Bands, ageing_chart, responsive_svg
from assetmgr.web.figures import Figure, number, percent
from assetmgr.web.words import kind_name

KINDS: Final = (
    "desktop", "laptop", "chromebook", "tablet", "interactive_screen", "interactive_board",
    "projector", "monitor",
)  # fmt: skip
_BY_TEACHERS: Final = ("desktop", "laptop")

Named = tuple[str, Ageing]


def ages_of(
    groups: Sequence[AgeGroup],
    as_of: date,
    institution_type: str,
    kinds: Iterable[NamedKind],
) -> list[Named]:
    """The ages by kind, then those of teachers' computers; only kinds that there are."""
    by_code = {kind.code: kind_name(kind) for kind in kinds}
    rows = [(by_code[code], _ages(groups, as_of, institution_type, code)) for code in KINDS]
    rows += [
        (
            gettext("%(kind)s, for teachers", kind=by_code[code]),
            _ages(groups, as_of, institution_type, code, frozenset({"teachers"})),
        )
        for code in _BY_TEACHERS
    ]
    return [(name, ages) for name, ages in rows if ages.known or ages.unknown]


def _ages(
    groups: Sequence[AgeGroup],
    as_of: date,
    institution_type: str,
    kind: str,
    purposes: frozenset[str] | None = None,
) -> Ageing:
    return ageing(
        groups,
        as_of,
        institution_type=institution_type,
        kinds=frozenset({kind}),
        purposes=purposes,
    )


def figure(title: str, rows: Sequence[Named]) -> Figure:
    """Shares younger than 3, from 3 to 5, 5 and older; unknown ages stand beside them."""
    names = (gettext("younger than 3"), gettext("3 to 5"), gettext("5 years or older"))
    data = Bands(
        names,
        tuple(
            BandRow(
                name, (ages.younger_than_3, ages.three_to_five, ages.five_or_older), _note(ages)
            )
            for name, ages in rows
        ),
        share=lambda value: percent(100 * value),
        missing=gettext("no data"),
    )
    desc = gettext("Shares of devices of known age, by kind.")
    return Figure(
        title,
        responsive_svg(lambda size: ageing_chart(data, size), title, desc),
        (gettext("Kind"), *names, gettext("5 years or older, %"), gettext("Of unknown age")),
        [_row(name, ages) for name, ages in rows],
    )


def _note(ages: Ageing) -> str:
    if not ages.unknown:
        return ""
    return str(ngettext("%(num)s without a date", "%(num)s without a date", ages.unknown))


def _row(name: str, ages: Ageing) -> tuple[str, ...]:
    return (
        name,
        number(ages.younger_than_3),
        number(ages.three_to_five),
        number(ages.five_or_older),
        percent(ages.share(ages.five_or_older)),
        number(ages.unknown),
    )
