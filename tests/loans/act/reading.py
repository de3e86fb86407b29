"""Papers read back: what stands where on their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT

Box = tuple[float, float, float, float]
"""Left, bottom, right, top; points from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, where its base line begins, and the box of its ink."""

    text: str
    x: float
    y: float
    size: float
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its text as one reads it, its lines, and the boxes of all else that is drawn."""

    text: str
    lines: list[Line]
    paths: list[Box]


def written(write: Callable[[BinaryIO], object]) -> bytes:
    out = BytesIO()
    write(out)
    return out.getvalue()


def sheets(write: Callable[[BinaryIO], object]) -> list[Sheet]:
    document = pypdfium2.PdfDocument(written(write))
    found = [_sheet(page) for page in document]
    document.close()
    return found


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    told = page.get_textpage()
    objects = list(page.get_objects(textpage=told))
    text = " ".join(told.get_text_range().split())
    lines = [_line(one) for one in objects if one.type == FPDF_PAGEOBJ_TEXT]
    paths = [one.get_bounds() for one in objects if one.type == FPDF_PAGEOBJ_PATH]
    return Sheet(text, lines, paths)


def _line(drawn: pypdfium2.PdfTextObj) -> Line:
    where = drawn.get_matrix()
    return Line(drawn.extract(), where.e, where.f, drawn.get_font_size(), drawn.get_bounds())


def drawing_sha256(pages: list[Sheet]) -> str:
    """One number over what is seen: texts, places to a tenth of a point, sizes, lines."""
    told = [
        ([_place(line) for line in page.lines], [tuple(map(round, box)) for box in page.paths])
        for page in pages
    ]
    return sha256(repr(told).encode()).hexdigest()


def _place(line: Line) -> tuple[str, float, float, float]:
    return line.text, round(line.x, 1), round(line.y, 1), round(line.size, 1)
