import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Drawing, PolyLine, Rect, String
from reportlab.graphics.shapes import Line as Rule

from assetmgr.web.charts import (
    COMPACT,
    MEDIUM,
    PAPER,
    WIDE,
    Line,
    Mark,
    Size,
    Stacks,
    Track,
    ageing_chart,
    bar_chart,
    line_chart,
    spark_chart,
    stacked_chart,
    track_chart,
)
from assetmgr.web.charts.ink import width
from assetmgr.web.charts.palette import AMBER_FILL, SEA, SHADES
from labels import fonts
from tests.web.chart_data import BANDS, BARS, STACKS, number, weeks

SIZES = (COMPACT, MEDIUM, WIDE, PAPER)
BUILDERS: tuple[Callable[[Size], Drawing], ...] = (
    lambda size: line_chart(weeks(793, None, 1039, target=Mark(1464, "mērķis 70 %")), size),
    lambda size: stacked_chart(STACKS, size),
    lambda size: bar_chart(BARS, size),
    lambda size: ageing_chart(BANDS, size),
)


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def boxes(drawing: Drawing, colour: object) -> list[Rect]:
    return [s for s in drawing.contents if isinstance(s, Rect) and s.fillColor is colour]


def width_of(shape: String) -> float:
    return width(shape.text, shape.fontSize, shape.fontName.endswith("700"))


def left_edge(shape: String) -> float:
    wide = width_of(shape)
    return float(shape.x) - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.textAnchor]


def right_edge(shape: String) -> float:
    return left_edge(shape) + width_of(shape)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("build", BUILDERS)
def test_every_text_of_every_size_stands_inside_its_drawing(
    build: Callable[[Size], Drawing], size: Size
) -> None:
    drawing = build(size)
    for shape in drawing.contents:
        if isinstance(shape, String):
            assert left_edge(shape) >= -0.5, shape.text
            assert right_edge(shape) <= size.width + 0.5, shape.text
            assert 0 <= shape.y <= drawing.height - shape.fontSize * 0.7, shape.text


@pytest.mark.parametrize("build", BUILDERS)
def test_the_font_of_the_paper_has_every_letter_that_is_drawn(
    build: Callable[[Size], Drawing],
) -> None:
    letters = set("".join(texts(build(PAPER))))
    assert {ord(letter) for letter in letters} <= fonts.load(400).face.charToGlyph.keys()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("build", BUILDERS)
def test_no_two_texts_overlap(build: Callable[[Size], Drawing], size: Size) -> None:
    written = [shape for shape in build(size).contents if isinstance(shape, String)]
    for place, one in enumerate(written):
        for other in written[place + 1 :]:
            first, second = sorted((one, other), key=left_edge)
            apart = left_edge(first) + width(first.text, first.fontSize) <= left_edge(second) + 0.5
            assert apart or abs(one.y - other.y) >= one.fontSize * 0.9, (one.text, other.text)


def test_an_unknown_week_breaks_the_line_and_is_never_zero() -> None:
    drawing = line_chart(weeks(700, 800, None, 900, 1000), WIDE)
    lines = [s for s in drawing.contents if isinstance(s, PolyLine) and s.strokeColor is SEA]
    assert [len(line.points) // 2 for line in lines] == [2, 2]
    zero = WIDE.text * 2
    assert all(y > zero + 1 for line in lines for y in line.points[1::2])
    assert "nav datu" in texts(drawing)


def test_a_single_known_week_between_unknown_ones_is_a_dot() -> None:
    drawing = line_chart(weeks(None, 500, None), WIDE)
    assert [s for s in drawing.contents if isinstance(s, Circle)]


def test_the_highest_week_is_named() -> None:
    assert "1\u00a0039" in texts(line_chart(weeks(793, 1039, 800), WIDE))


def test_weeks_without_any_value_are_one_hatched_band() -> None:
    assert "nav datu" in texts(line_chart(weeks(None, None, None), COMPACT))


def test_stacked_bars_stand_on_zero_and_add_up() -> None:
    drawing = stacked_chart(STACKS, WIDE)
    first, second = boxes(drawing, SHADES[0])[0], boxes(drawing, SHADES[1])[0]
    assert second.y == pytest.approx(first.y + first.height + 1)
    assert first.height / second.height == pytest.approx(120 / 30, rel=0.05)
    assert {"150", "80"} <= set(texts(drawing))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_twelve_months_are_named_as_far_as_there_is_room_and_the_last_one_surely(
    size: Size,
) -> None:
    months = (
        *("dec.", "janv.", "febr.", "marts", "apr.", "maijs"),
        *("jūn.", "jūl.", "aug.", "sept.", "okt.", "nov."),
    )
    lent = (987, 990, 990, 987, 987, 512, 34, 35, 38, 1238, 1276, 1272)
    drawing = stacked_chart(Stacks(months, (Line("Chromebook", lent),), number), size)
    assert {"nov.", number(1272).replace("\u202f", "\u00a0")} <= set(texts(drawing))
    written = [one for one in drawing.contents if isinstance(one, String)]
    assert [
        (one.text, other.text)
        for one, other in itertools.combinations(sorted(written, key=left_edge), 2)
        if left_edge(other) < right_edge(one) and abs(one.y - other.y) < size.text * 0.7
    ] == []
    assert all(left_edge(one) >= -0.5 and right_edge(one) <= size.width + 0.5 for one in written)


def test_a_seventh_series_is_refused() -> None:
    many = tuple(Line(str(place), (1.0,)) for place in range(7))
    with pytest.raises(ValueError, match="at most 6 series"):
        stacked_chart(Stacks(("2026",), many, number))


def test_bars_are_as_long_as_their_values_and_an_unknown_one_has_none() -> None:
    drawing = bar_chart(BARS, WIDE)
    five, one = boxes(drawing, SEA)
    assert five.width / one.width == pytest.approx(5 / 1.3)
    assert "nav datu" in texts(drawing)


def test_age_bands_share_one_bar_and_a_kind_without_ages_says_so() -> None:
    drawing = ageing_chart(BANDS, WIDE)
    assert {"74\u00a0%", "20\u00a0%", "nav datu", "4 bez datuma"} <= set(texts(drawing))
    assert boxes(drawing, SHADES[2])[1].width > boxes(drawing, SHADES[1])[1].width


def track(baseline: float | None, value: float | None, *targets: float) -> Drawing:
    marks = tuple(Mark(target, f"≤ {target}") for target in targets)
    return track_chart(Track(baseline, value, marks, str))


def dot_x(drawing: Drawing) -> float:
    return next(float(shape.cx) for shape in drawing.contents if isinstance(shape, Circle))


def target_x(drawing: Drawing) -> list[float]:
    rules = [shape for shape in drawing.contents if isinstance(shape, Rule)]
    return [float(rule.x1) for rule in rules if rule.strokeColor is AMBER_FILL]


@pytest.mark.parametrize(
    ("baseline", "targets", "better", "worse"),
    [(2.7, (2.5, 2.0), 2.6, 2.9), (60.0, (80.0, 100.0), 70.0, 50.0)],
)
def test_better_is_to_the_right_whether_that_is_less_or_more(
    baseline: float, targets: tuple[float, ...], better: float, worse: float
) -> None:
    assert dot_x(track(baseline, better, *targets)) > dot_x(track(baseline, baseline, *targets))
    assert dot_x(track(baseline, worse, *targets)) < target_x(track(baseline, worse, *targets))[0]
    first, second = target_x(track(baseline, better, *targets))
    assert first < second


def test_a_track_without_a_value_shows_its_targets_alone() -> None:
    drawing = track(2.0, None, 1.8, 1.0)
    assert len(target_x(drawing)) == 2
    assert not [shape for shape in drawing.contents if isinstance(shape, Circle)]


def test_equal_targets_are_written_once() -> None:
    assert texts(track(1.76, 1.7, 1.5, 1.5)).count("≤ 1.5") == 1


some = st.one_of(st.none(), st.floats(0, 100))


@given(some, some, st.lists(st.floats(0, 100), max_size=2))
def test_any_track_stays_on_its_rail(
    baseline: float | None, value: float | None, targets: list[float]
) -> None:
    drawing = track(baseline, value, *targets)
    places = target_x(drawing) + ([dot_x(drawing)] if value is not None else [])
    assert all(0 <= x <= drawing.width for x in places)


def test_a_trend_breaks_where_nothing_is_known() -> None:
    drawing = spark_chart((1, 2, None, 3, 4))
    assert len([shape for shape in drawing.contents if isinstance(shape, PolyLine)]) == 2
