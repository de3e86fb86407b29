"""The strokes that every chart is made of; positions in units of the drawing, y upwards."""

from functools import cache
from typing import Final, Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.pdfbase import pdfmetrics

from assetmgr.web.charts.palette import GREY, INK, LINE, Token
from labels import fonts

BROWSER: Final = 1.18
"""System fonts run up to a sixth wider than PT Sans, which is what we can measure."""


@cache
def font(bold: bool) -> str:
    """Name of the registered PT Sans for reportlab; registers it on first use."""
    face = fonts.load(700 if bold else 400)
    pdfmetrics.registerFont(face)
    return str(face.fontName)


def width(text: str, size: float, bold: bool = False) -> float:
    """Room that a line needs on the page, on paper and in a browser."""
    return float(pdfmetrics.stringWidth(text, font(bold), size)) * BROWSER


def cut(text: str, size: float, room: float) -> str:
    """The text, ended with an ellipsis where it is wider than `room`."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def write(
    drawing: Drawing,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    colour: Token = INK,
    anchor: Literal["start", "middle", "end"] = "start",
    bold: bool = False,
) -> None:
    """A line of text; `y` is its base line, `anchor` is start, middle or end.

    PT Sans has no narrow no-break space: figures are grouped by the wide one in charts.
    """
    text = text.replace("\u202f", "\u00a0")
    drawing.add(
        String(x, y, text, fontName=font(bold), fontSize=size, fillColor=colour, textAnchor=anchor)
    )


def box(
    drawing: Drawing, x: float, y: float, wide: float, high: float, colour: Token, radius: float = 0
) -> None:
    """A filled rectangle; what has no extent is not drawn."""
    if wide > 0 and high > 0:
        radius = min(radius, wide / 2, high / 2)
        shape = Rect(x, y, wide, high, rx=radius, ry=radius)
        shape.fillColor, shape.strokeColor = colour, None
        drawing.add(shape)


def rule(
    drawing: Drawing,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: Token = LINE,
    stroke: float = 1,
    dash: tuple[int, ...] = (),
) -> None:
    """A straight line."""
    shape = Line(*start, *end, strokeColor=colour, strokeWidth=stroke)
    if dash:
        shape.strokeDashArray = dash
    drawing.add(shape)


def path(
    drawing: Drawing, points: list[tuple[float, float]], colour: Token, stroke: float = 2
) -> None:
    """A line through points; a single point is a dot, or it could not be seen."""
    if len(points) == 1:
        dot(drawing, *points[0], stroke, colour)
        return
    flat = [part for point in points for part in point]
    drawing.add(
        PolyLine(flat, strokeColor=colour, strokeWidth=stroke, strokeLineJoin=1, strokeLineCap=1)
    )


def dot(drawing: Drawing, x: float, y: float, radius: float, colour: Token) -> None:
    """A filled circle."""
    drawing.add(Circle(x, y, radius, fillColor=colour, strokeColor=None))


def hatch(drawing: Drawing, x: float, y: float, wide: float, high: float) -> None:
    """Slanting lines inside a rectangle: the sign of 'not known'."""
    step = 7.0
    offset = -high
    while offset < wide:
        low, top = max(0.0, offset), min(wide, offset + high)
        if top > low:
            start = (x + low, y + low - offset)
            rule(drawing, start, (x + top, y + top - offset), GREY, 0.6)
        offset += step
