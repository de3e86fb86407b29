"""A reportlab Drawing as SVG inside a page: real text, the theme's colours, no style attributes.

reportlab's own SVG writes `style=`, which the pages' content policy refuses, and fixed colours,
which know no dark theme.
"""

from collections.abc import Callable
from functools import singledispatch
from hashlib import blake2s

from markupsafe import Markup, escape
from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String

from assetmgr.web.charts.palette import Token
from assetmgr.web.charts.size import COMPACT, MEDIUM, WIDE, Size


def responsive_svg(build: Callable[[Size], Drawing], title: str, desc: str) -> Markup:
    """The chart in three sizes, of which the page's CSS shows the one that fits its container."""
    return Markup("").join(
        to_svg(build(size), title, desc, f"chart-{size.name}") for size in (COMPACT, MEDIUM, WIDE)
    )


def to_svg(drawing: Drawing, title: str, desc: str, css_class: str = "") -> Markup:
    """One drawing as an `<svg role="img">` that scales and is named by its title and description.

    Raises TypeError for a shape or a colour that the charts do not use.
    """
    body = "".join(_element(shape, drawing.height) for shape in drawing.contents)
    mark = blake2s(f"{css_class}{title}{desc}{body}".encode(), digest_size=5).hexdigest()
    return Markup(  # noqa: S704 - every text in it went through escape
        f'<svg class="chart-svg {css_class}" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
        f' role="img" aria-labelledby="t{mark} d{mark}"><title id="t{mark}">{escape(title)}</title>'
        f'<desc id="d{mark}">{escape(desc)}</desc>{body}</svg>'
    )


@singledispatch
def _element(shape: object, _height: float) -> str:
    raise TypeError(f"charts draw no {type(shape).__name__}")


@_element.register
def _(shape: Line, height: float) -> str:
    ends = f'x1="{_n(shape.x1)}" y1="{_n(height - shape.y1)}"'
    ends += f' x2="{_n(shape.x2)}" y2="{_n(height - shape.y2)}"'
    dash = " ".join(str(part) for part in shape.strokeDashArray or ())
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f"<line {ends}{_stroke(shape)}{dashes}/>"


@_element.register
def _(shape: PolyLine, height: float) -> str:
    pairs = zip(shape.points[::2], shape.points[1::2], strict=True)
    points = " ".join(f"{_n(x)},{_n(height - y)}" for x, y in pairs)
    join = ' stroke-linejoin="round" stroke-linecap="round"'
    return f'<polyline points="{points}" fill="none"{_stroke(shape)}{join}/>'


@_element.register
def _(shape: Rect, height: float) -> str:
    place = f'x="{_n(shape.x)}" y="{_n(height - shape.y - shape.height)}"'
    extent = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
    corner = f' rx="{_n(shape.rx)}"' if shape.rx else ""
    return f"<rect {place} {extent}{corner}{_fill(shape.fillColor)}/>"


@_element.register
def _(shape: Circle, height: float) -> str:
    place = f'cx="{_n(shape.cx)}" cy="{_n(height - shape.cy)}" r="{_n(shape.r)}"'
    return f"<circle {place}{_fill(shape.fillColor)}/>"


@_element.register
def _(shape: String, height: float) -> str:
    anchor = "" if shape.textAnchor == "start" else f' text-anchor="{shape.textAnchor}"'
    weight = ' font-weight="650"' if shape.fontName.endswith("700") else ""
    place = f'x="{_n(shape.x)}" y="{_n(height - shape.y)}" font-size="{_n(shape.fontSize)}"'
    return f"<text {place}{anchor}{weight}{_fill(shape.fillColor)}>{escape(shape.text)}</text>"


def _fill(colour: object) -> str:
    return f' fill="{_variable(colour)}"'


def _stroke(shape: Line | PolyLine) -> str:
    return f' stroke="{_variable(shape.strokeColor)}" stroke-width="{_n(shape.strokeWidth)}"'


def _variable(colour: object) -> str:
    if not isinstance(colour, Token):
        raise TypeError("a chart's colour is a token of the theme")
    return f"var(--{colour.variable})"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
