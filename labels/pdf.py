"""Sheets of labels as PDF: vector codes and real text, page after page."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from labels.document import PagedDocument
from labels.drawing import Pen
from labels.fit import NO_OFFSET, Offset, check_offset
from labels.layout import MM
from labels.sheets import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from labels.spec import LabelSpec


def write_sheets(
    labels: Iterable[LabelSpec],
    sheet: Sheet,
    out: BinaryIO,
    *,
    start: int = 1,
    offset: Offset = NO_OFFSET,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write an A4 PDF of labels, row by row, and give its number of pages.

    `start` is the place of the first label on the first sheet, 1 being the upper left one, for
    sheets that are half used. `offset` shifts all labels to the right and down, in mm, for a
    printer that feeds its paper crooked (see `labels.calibration`). Each page goes to `out` when
    it is full, after which `progress` is told how many labels are done; `out` needs nothing but
    `write` and stays open.

    Raises:
        ValueError: there is no label, the sheet has no such place, the offset is not in steps of
            0.1 mm or takes a label off the page (nothing is written then), or a label's text is
            too long for any QR code.
    """
    check_offset(sheet, offset)
    if not 1 <= start <= sheet.labels:
        raise ValueError(
            f"sheet {sheet.code} has places 1 to {sheet.labels}: printing cannot start at {start}"
        )
    waiting = iter(labels)
    first = next(waiting, None)
    if first is None:
        raise ValueError("there are no labels to print: choose at least one device")
    document = PagedDocument(out, title=sheet.code)
    pen = Pen(document, sheet.face)
    pages = done = 0
    for page in _pages(chain([first], waiting), sheet.labels, start - 1):
        content = _content(pen, sheet, page, offset)
        document.add_content_page(content, PAGE_WIDTH * MM, PAGE_HEIGHT * MM)
        pages, done = pages + 1, done + len(page)
        if progress:
            progress(done)
    document.close()
    return pages


def _pages(
    labels: Iterator[LabelSpec], places: int, used: int
) -> Iterator[list[tuple[int, LabelSpec]]]:
    """Deal labels out to sheets, each with its place from 0 on; the first sheet is partly used."""
    page = list(zip(range(used, places), labels, strict=False))
    while page:
        yield page
        page = list(enumerate(islice(labels, places)))


def _content(pen: Pen, sheet: Sheet, page: list[tuple[int, LabelSpec]], offset: Offset) -> str:
    operators: list[str] = []
    for place, spec in page:
        x, y = sheet.corner(place)
        x, y = x + offset[0], y + offset[1]
        lower_left = x * MM, (PAGE_HEIGHT - y - sheet.height) * MM
        operators.append("q 1 0 0 1 {:.3f} {:.3f} cm".format(*lower_left))
        operators.append(pen.draw(spec))
        operators.append("Q")
    return "\n".join(operators)
