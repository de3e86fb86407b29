"""A label as it will be printed: the QR code, the tag, the lines."""

import re
from typing import Final

from markupsafe import Markup, escape

from labels import fonts, qr
from labels.layout import MM, Face, Layout, layout_for, payload_for
from labels.spec import LabelSpec
from labels.typeset import Line, lines_of

_DARK: Final = re.compile(rb"\x01+")
ZOOM: Final = 1.6
"""Pixels for a point of a label."""


def label_picture(spec: LabelSpec, face: Face, title: str) -> Markup:
    """The label as SVG, black on white whatever the theme, for a scanner must read it."""
    width, height = face.width * MM, face.height * MM
    rows = qr.matrix(payload_for(spec, face))
    layout = layout_for(len(rows), face)
    texts = (_text(line, height) for line in lines_of(spec, layout))
    return Markup(
        '<svg class="label-picture img-fluid" viewBox="0 0 {w:.1f} {h:.1f}" width="{pw:.0f}"'
        ' height="{ph:.0f}" role="img" aria-label="{title}"><rect width="{w:.1f}" height="{h:.1f}"'
        ' rx="4" fill="white" stroke="var(--line)"/>{code}{texts}</svg>'
    ).format(
        w=width,
        h=height,
        pw=width * ZOOM,
        ph=height * ZOOM,
        title=title,
        code=_code(rows, layout, height),
        texts=Markup("").join(texts),
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


def _text(line: Line, height: float) -> Markup:
    font = fonts.measure(700 if line.bold else 400)
    return Markup(
        '<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}"{bold} fill="black"'
        ' textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs">{text}</text>'
    ).format(
        x=line.x,
        y=height - line.y,
        size=line.size,
        bold=Markup(' font-weight="700"') if line.bold else "",
        length=fonts.width(line.text, font, line.size),
        text=escape(line.text),
    )
