"""Series for the charts' tests: Latvian names as long as the real ones."""

from datetime import date, timedelta

from assetmgr.web import formats
from assetmgr.web.charts import BandRow, Bands, Bars, Line, Mark, Row, Stacks, WeekLines

SCHOOLS = (
    "Liepājas Centra sākumskola",
    "Liepājas Draudzīgā aicinājuma vidusskola",
    "Liepājas Valsts ģimnāzija",
)


def number(value: float) -> str:
    return formats.number(value, "lv")


def month(day: date) -> str:
    return formats.month_text(day, "lv")


def weeks(*values: float | None, target: Mark | None = None) -> WeekLines:
    """A line of weeks from Monday 2 September 2024 beside its fleet."""
    mondays = tuple(date(2024, 9, 2) + timedelta(weeks=place) for place in range(len(values)))
    fleet = Line("Pavisam uzskaitē", tuple(2092.0 for _ in values))
    value = Line("Aktīvi", values)
    return WeekLines(mondays, value, number, month, "nav datu", fleet, target)


STACKS = Stacks(
    ("2026", "2027"),
    (Line("Chromebook", (120.0, 80.0)), Line("Planšetdatori", (30.0, 0.0))),
    number,
    Mark(160, "gada limits"),
)
BARS = Bars(
    tuple(Row(name, value, 2.5) for name, value in zip(SCHOOLS, (5.0, None, 1.3), strict=True)),
    lambda value: formats.ratio(value, "lv"),
    "nav datu",
    "Mērķis ≤ 2,5",
)
BANDS = Bands(
    ("Līdz 3 gadiem", "3–5 gadi", "Vecākas par 5"),
    (BandRow("Chromebook", (74, 20, 6)), BandRow("Fotokameras", (0, 0, 0), "4 bez datuma")),
    lambda share: formats.percent(share, "lv"),
    "nav datu",
)
