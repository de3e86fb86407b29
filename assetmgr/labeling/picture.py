"""Pictures of a label and of a sheet, as SVG for a page."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from markupsafe import Markup, escape
from reportlab.pdfbase.ttfonts import TTFont

from labels import fonts, qr
from labels.layout import LINE, MM, Layout, layout_for, payload_for
from labels.sheets import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from labels.spec import LabelSpec

_DARK: Final = re.compile(rb"\x01+")
_ZOOM: Final = 1.6
"""Pixels for a point of a label."""


def label_picture(spec: LabelSpec, sheet: Sheet) -> Markup:
    """A label as the sheet's PDF has it: code, tag, owner and model, black on white."""
    width, height = sheet.width * MM, sheet.height * MM
    rows = qr.matrix(payload_for(spec, sheet))
    layout = layout_for(len(rows), sheet.width, sheet.height)
    texts = Markup("").join(_texts(spec, layout, height))
    code = _code(rows, layout, height)
    return Markup(
        '<svg viewBox="0 0 {w:.1f} {h:.1f}" width="{pw:.0f}" height="{ph:.0f}" role="img"'
        ' aria-label="{name}"><rect width="{w:.1f}" height="{h:.1f}" rx="4" fill="white"'
        ' stroke="var(--line)"/>{code}{texts}</svg>'
    ).format(
        w=width,
        h=height,
        pw=width * _ZOOM,
        ph=height * _ZOOM,
        name=spec.tag,
        code=code,
        texts=texts,
    )


def sheet_picture(
    sheet: Sheet,
    start: int,
    count: int,
    *,
    address: Callable[[int], str],
    name: Callable[[int], str],
) -> Markup:
    """The first sheet: which places are used up, get a label, stay free; each starts there.

    `address` is where a click on a place leads, `name` what it says; both take it from 1 on.
    """
    places = Markup("").join(
        _place(sheet, place, start <= place < start + count, address(place), name(place))
        for place in range(1, sheet.labels + 1)
    )
    return Markup(
        '<svg viewBox="0 0 {w:.0f} {h:.0f}" width="252" height="356" role="group"'
        ' aria-label="{code}"><rect width="{w:.0f}" height="{h:.0f}" rx="3" fill="white"'
        ' stroke="var(--line-strong)"/>{places}</svg>'
    ).format(w=PAGE_WIDTH, h=PAGE_HEIGHT, code=sheet.code, places=places)


def _place(sheet: Sheet, place: int, is_printed: bool, href: str, name: str) -> Markup:
    x, y = sheet.corner(place - 1)
    return Markup(
        '<a href="{href}" tabindex="-1" aria-label="{name}"><rect x="{x:.1f}" y="{y:.1f}"'
        ' width="{w:.1f}" height="{h:.1f}" rx="1.5" stroke="var(--line-strong)"'
        ' stroke-width="0.4" fill="{fill}"><title>{name}</title></rect></a>'
    ).format(
        href=href,
        name=name,
        x=x + 0.4,
        y=y + 0.4,
        w=sheet.width - 0.8,
        h=sheet.height - 0.8,
        fill="var(--chart-2)" if is_printed else "white",
    )


def _code(rows: list[bytes], layout: Layout, height: float) -> Markup:
    path = "".join(
        f"M{run.start()} {y}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for y, row in enumerate(rows)
        for run in _DARK.finditer(row)
    )
    return Markup(
        '<path transform="translate({x:.2f} {y:.2f}) scale({m:.4f})" d="{path}" fill="black"'
        ' shape-rendering="crispEdges"/>'
    ).format(x=layout.code_x, y=height - layout.code_top, m=layout.module, path=path)


def _texts(spec: LabelSpec, layout: Layout, height: float) -> Iterator[Markup]:
    kind, room = layout.type, layout.text_width
    bold, regular = _font(700), _font(400)
    size = max(5.0, kind.tag * min(1.0, room / max(fonts.width(spec.tag, bold, kind.tag), 1.0)))
    y = height - layout.code_top + fonts.CAP_HEIGHT * kind.tag
    yield _text(layout.text_x, y, fonts.shorten(spec.tag, bold, size, room + 0.001), bold, size)
    owner = fonts.wrap(spec.owner, regular, kind.owner, room, kind.lines)
    model = fonts.wrap(spec.model, regular, kind.model, room, 2 * kind.lines - len(owner))
    y = height - layout.code_top + 0.9 * kind.tag
    for size, lines in ((kind.owner, owner), (kind.model, model)):
        for line in lines:
            y += LINE * size
            yield _text(layout.text_x, y, line, regular, size)
        y += 0.25 * size


def _text(x: float, y: float, text: str, font: TTFont, size: float) -> Markup:
    return Markup(
        '<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}"{bold} fill="black"'
        ' textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs">{text}</text>'
    ).format(
        x=x,
        y=y,
        size=size,
        bold=Markup(' font-weight="700"') if font is _font(700) else "",
        length=fonts.width(text, font, size),
        text=escape(text),
    )


@cache
def _font(weight: int) -> TTFont:
    """For measuring alone: a document that draws with a font needs its own."""
    return fonts.load(weight)
