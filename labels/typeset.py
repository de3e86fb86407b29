"""The lines of text on a label: broken, shortened and put in their places, for every printer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from labels import fonts
from labels.layout import Layout
from labels.spec import LabelSpec

LINE = 1.16
"""Distance of two base lines in parts of the type size."""

GAP = 0.25
"""What separates two texts, in parts of the type size."""

SMALLEST_TAG = 5.0
SMALLEST_LINE = 4.8
"""Points: a long text is set smaller rather than cut, but not below what can be read."""

SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)
"""Parts of the nominal type size that are tried before a text is cut."""

MOST_ROWS = 6
"""Lines of one text: the longest names are cut."""

BREAK_UNDER = 0.7
"""A tag of several words is broken rather than set smaller than so much of its size."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its base line begins at (x, y), in points from the label's lower left corner."""

    text: str
    bold: bool
    size: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Title:
    """The tag in its lines, and where the first line of text under it begins."""

    lines: tuple[Line, ...]
    bottom: float


def lines_of(spec: LabelSpec, layout: Layout) -> tuple[Line, ...]:
    """Give every line of a label: the tag, then as much of its lines as there is room for."""
    title = title_of(spec.tag, layout)
    return (*title.lines, *body_of(spec.lines, layout, title.bottom))


def title_of(tag: str, layout: Layout) -> Title:
    """Set the tag: in one line as large as it fits, or of several words in up to three."""
    bold, nominal = fonts.measure(700), layout.type.tag
    length = fonts.width(tag, bold, nominal)
    size = max(SMALLEST_TAG, nominal * min(1.0, layout.text_width / max(length, 1.0)))
    rows = 1
    if size < BREAK_UNDER * nominal and len(tag.split()) > 1:
        size = max(SMALLEST_TAG, BREAK_UNDER * nominal)
        rows = max(1, min(3, int(0.7 * layout.text_height / (LINE * size))))
    room = layout.text_width + 0.001
    whole = [fonts.shorten(tag, bold, size, room)]  # a tag keeps its spaces as they are
    texts = fonts.wrap(tag, bold, size, room, rows) if rows > 1 else whole
    first = layout.text_top - fonts.CAP_HEIGHT * nominal
    lines = tuple(
        _placed(text, size, first - row * LINE * size, layout, bold=True)
        for row, text in enumerate(texts)
    )
    return Title(lines, first - 0.2 * nominal - (len(texts) - 1) * LINE * size)


@lru_cache(maxsize=1024)
def body_of(texts: tuple[str, ...], layout: Layout, top: float) -> tuple[Line, ...]:
    """Set the texts under `top`, in the largest type in which all of them stand whole.

    Where none does, each is set in its nominal size, or in a smaller one where that lets more of
    them stand; the first texts come first, and what has no room is cut. A fleet has few owners
    and models: equal ones are set once.
    """
    height = top - (layout.text_top - layout.text_height)
    texts = tuple(text for text in texts if text.strip())
    nominal = _block(texts, layout, height, SCALES[0])
    smaller = (_block(texts, layout, height, scale) for scale in SCALES[1:])
    block = next((one for one in chain([nominal], smaller) if one.is_whole), nominal)
    return tuple(_body(texts, block, layout, top))


@dataclass(frozen=True, slots=True)
class _Block:
    """The type size and the number of lines of each text that stands; whether none is cut."""

    sizes: list[float]
    rows: list[int]
    is_whole: bool


def _block(texts: Sequence[str], layout: Layout, height: float, scale: float) -> _Block:
    sizes = _sizes(len(texts), layout, height, scale)
    regular = fonts.measure(400)
    wanted = [
        len(fonts.wrap(text, regular, size, layout.text_width, MOST_ROWS))
        for text, size in zip(texts, sizes, strict=False)
    ]
    rows = _rows(wanted, sizes, height)
    whole = len(sizes) == len(texts) and all(
        fonts.fits(text, regular, size, layout.text_width, count)
        for text, size, count in zip(texts, sizes, rows, strict=False)
    )
    return _Block(sizes, rows, whole)


def _sizes(count: int, layout: Layout, height: float, scale: float) -> list[float]:
    """Type sizes of the texts that can stand, shrunk alike where that lets more of them."""
    nominal = [layout.type.first, *[layout.type.others] * (count - 1)][:count]
    while nominal:
        shrunk = min(scale, height / _height(nominal, [1] * len(nominal)))
        sizes = [max(SMALLEST_LINE, size * shrunk) for size in nominal]
        if _height(sizes, [1] * len(sizes)) <= height + 0.01:
            return sizes
        nominal.pop()
    return []


def _height(sizes: Sequence[float], rows: Sequence[int]) -> float:
    lines = sum(LINE * size * count for size, count in zip(sizes, rows, strict=True))
    return lines + GAP * sum(sizes[:-1])


def _rows(wanted: Sequence[int], sizes: Sequence[float], height: float) -> list[int]:
    """How many lines each text may have: one, and in turn one more as long as there is room."""
    rows = [1] * len(sizes)
    grown = True
    while grown:
        grown = False
        for place, want in enumerate(wanted):
            more = [count + (at == place) for at, count in enumerate(rows)]
            if rows[place] < want and _height(sizes, more) <= height:
                rows, grown = more, True
    return rows


def _body(texts: Sequence[str], block: _Block, layout: Layout, top: float) -> Iterator[Line]:
    y = top
    for text, size, count in zip(texts, block.sizes, block.rows, strict=False):
        for line in fonts.wrap(text, fonts.measure(400), size, layout.text_width, count):
            y -= LINE * size
            yield _placed(line, size, y, layout, bold=False)
        y -= GAP * size


def _placed(text: str, size: float, y: float, layout: Layout, *, bold: bool) -> Line:
    line = Line(text, bold, size, layout.text_x, y)
    if not layout.centred:
        return line
    spare = layout.text_width - fonts.width(text, fonts.measure(700 if bold else 400), size)
    return replace(line, x=layout.text_x + max(0.0, spare) / 2)
