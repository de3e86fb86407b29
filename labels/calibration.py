"""A page that shows where a printer puts the labels of a sheet, to be held against the sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from labels import fonts
from labels.document import PagedDocument
from labels.drawing import Pen
from labels.fit import NO_OFFSET, Offset, check_offset
from labels.layout import MM
from labels.sheets import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from labels.typeset import LINE, Line

ARM = 5
"""mm of a cross on each side of its middle: more than any printer is off by."""

UNPRINTED = 6.0
"""mm: most printers leave the page white up to 4 to 6 mm from its edge."""

RULER_FROM = UNPRINTED + 2

SIZE = 9.0
_TEXT_WIDTH = 120.0
_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class CalibrationTexts:
    """What the page says: its title and, one by one, the steps of measuring."""

    title: str
    steps: tuple[str, ...]


def write_calibration(
    sheet: Sheet, out: BinaryIO, texts: CalibrationTexts, *, offset: Offset = NO_OFFSET
) -> None:
    """Write one A4 page: each label's outline, crosses with mm ticks, rulers, how to measure.

    The crosses stand at the outer corners of the four outermost labels (at the inner ones where
    no printer reaches the outer), where `offset` (mm to the right and down) puts them; the rulers
    are never shifted and show whether the page came out at its actual size.

    Raises:
        ValueError: the offset is not in steps of 0.1 mm or takes a label off the page.
    """
    check_offset(sheet, offset)
    document = PagedDocument(out, title=texts.title)
    pen = Pen(document, sheet.face)
    content = "\n".join(
        (
            *_outlines(sheet, offset),
            *_rulers(pen),
            *_crosses(sheet, offset),
            *_box(pen, texts),
        )
    )
    document.add_content_page(content, PAGE_WIDTH * MM, PAGE_HEIGHT * MM)
    document.close()


def _outlines(sheet: Sheet, offset: Offset) -> Iterator[str]:
    yield "0.3 w 0.6 G"
    for place in range(sheet.labels):
        x, y = sheet.corner(place)
        lower = PAGE_HEIGHT - y - offset[1] - sheet.height
        box = (x + offset[0], lower, sheet.width, sheet.height)
        yield "{:.3f} {:.3f} {:.3f} {:.3f} re S".format(*(side * MM for side in box))


def _crosses(sheet: Sheet, offset: Offset) -> Iterator[str]:
    yield "0.5 w 0 G"
    across = _outermost(sheet.left, sheet.right, sheet.width, PAGE_WIDTH)
    down = _outermost(sheet.top, sheet.bottom, sheet.height, PAGE_HEIGHT)
    for x in (place + offset[0] for place in across):
        for y in (place + offset[1] for place in down):
            yield _rule(x - ARM, y, x + ARM, y)
            yield _rule(x, y - ARM, x, y + ARM)
            for tick in range(-ARM, ARM + 1):
                half = 1.2 if tick % ARM == 0 else 0.6
                yield _rule(x + tick, y - half, x + tick, y + half)
                yield _rule(x - half, y + tick, x + half, y + tick)


def _outermost(first: float, last: float, side: float, page: float) -> tuple[float, float]:
    """The outer edges of the first and the last label, or the inner ones of those at the rim."""
    near = first if first >= UNPRINTED else first + side
    far = last if page - last >= UNPRINTED else last - side
    return near, far


def _rulers(pen: Pen) -> Iterator[str]:
    """Millimetres along the upper and the left edge, counted from the edge itself."""
    yield "0.2 w 0.35 G"
    for place in range(10, int(PAGE_WIDTH) - 9):
        yield _rule(place, RULER_FROM, place, RULER_FROM + _tick(place))
    for place in range(10, int(PAGE_HEIGHT) - 9):
        yield _rule(RULER_FROM, place, RULER_FROM + _tick(place), place)
    yield "0.35 g"
    for place in range(20, int(PAGE_WIDTH) - 9, 10):
        yield pen.write(_small(str(place), place - 1.2, RULER_FROM - 0.8))
    for place in range(20, int(PAGE_HEIGHT) - 9, 10):
        yield pen.write(_small(str(place), RULER_FROM - 3.6, place + 0.7))
    yield "0 g"


def _tick(place: int) -> float:
    return 3.0 if place % 10 == 0 else 2.0 if place % 5 == 0 else 1.2


def _box(pen: Pen, texts: CalibrationTexts) -> Iterator[str]:
    """The words, on white in the middle of the page."""
    rows = [(texts.title, True), *((row, False) for row in _broken(texts.steps))]
    height = 2 * _PADDING + len(rows) * LINE * SIZE / MM
    left, top = (PAGE_WIDTH - _TEXT_WIDTH) / 2 - _PADDING, (PAGE_HEIGHT - height) / 2
    box = (left, PAGE_HEIGHT - top - height, _TEXT_WIDTH + 2 * _PADDING, height)
    measures = " ".join(f"{side * MM:.3f}" for side in box)
    yield f"1 g 0.5 w 0 G {measures} re B 0 g"
    for row, (text, bold) in enumerate(rows, 1):
        base_line = top + _PADDING + (row - 0.2) * LINE * SIZE / MM
        x, y = (left + _PADDING) * MM, (PAGE_HEIGHT - base_line) * MM
        yield pen.write(Line(text, bold, SIZE, x, y))


def _broken(steps: Sequence[str]) -> Iterator[str]:
    regular = fonts.measure(400)
    for number, step in enumerate(steps, 1):
        yield from fonts.wrap(f"{number}. {step}", regular, SIZE, _TEXT_WIDTH * MM, 6)


def _small(text: str, x: float, y: float) -> Line:
    return Line(text, False, 5.0, x * MM, (PAGE_HEIGHT - y) * MM)


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = (x1 * MM, (PAGE_HEIGHT - y1) * MM, x2 * MM, (PAGE_HEIGHT - y2) * MM)
    return "{:.2f} {:.2f} m {:.2f} {:.2f} l S".format(*ends)
