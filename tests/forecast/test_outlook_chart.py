"""The chart of a ratio on each 1 September."""

import pytest
from reportlab.graphics.shapes import Circle

from assetmgr.forecast.outlook_chart import OutlookLines, leaves_the_plot, outlook_chart
from assetmgr.web.charts import COMPACT, MEDIUM, Line, Size, to_svg


def lines(*without: float | None) -> OutlookLines:
    years = tuple(range(2027, 2027 + len(without)))
    flat = (2.0,) * len(without)
    return OutlookLines(
        years,
        (Line("registered", flat), Line("plan", flat), Line("without", without)),
        Line("target", (None,) * (len(without) - 1) + (1.5,)),
        str,
    )


@pytest.mark.parametrize("size", [COMPACT, MEDIUM])
def test_every_line_and_every_year_is_named(size: Size) -> None:
    svg = to_svg(outlook_chart(lines(2.0, 2.5, 3.0), size), "title", "desc")
    for text in ("registered", "plan", "without", "target", ">2027<", ">2029<"):
        assert text in svg


def test_what_grows_past_all_bounds_leaves_the_plot_and_says_so() -> None:
    tall = lines(2.5, 80.0, 100.0)
    assert leaves_the_plot(tall)
    assert not leaves_the_plot(lines(2.5, 3.0))
    drawing = outlook_chart(tall)
    assert max(dot.cy for dot in drawing.contents if isinstance(dot, Circle)) <= drawing.height


def test_an_unknown_ratio_is_a_gap() -> None:
    shapes = outlook_chart(lines(None, None, 1.0)).contents
    dots = {(dot.cx, dot.cy) for dot in shapes if isinstance(dot, Circle)}
    assert len(dots) == 3 + 1  # the plan's three years, and the one that is known


def test_a_chart_without_any_value_can_be_drawn() -> None:
    nothing = Line("x", (None,))
    outlook_chart(OutlookLines((2027,), (nothing, nothing, nothing), nothing, str))
