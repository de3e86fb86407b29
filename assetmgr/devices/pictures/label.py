"""A label as it will be printed: the QR code, the tag, whose it is."""

from typing import Final

from markupsafe import Markup, escape

from assetmgr.web.charts import ink
from labels.qr import QUIET, matrix
from labels.spec import LabelSpec

_HEIGHT: Final = 25.4
_WIDTH: Final = 45.7
_CODE: Final = 24.0
"""Millimetres of an L4770 label, and of the code with its quiet zone."""


def label_picture(label: LabelSpec, title: str) -> Markup:
    """The label as SVG, black on white whatever the theme, for a scanner must read it."""
    rows = matrix(label.url)
    modules = len(rows) + 2 * QUIET
    scale, top = _CODE / modules, (_HEIGHT - _CODE) / 2
    room = _WIDTH - _CODE - 2
    tag = min(3.6, room / ink.width(label.tag, 1, bold=True))
    texts = (
        (label.tag, 11.5, tag, 700),
        (label.owner, 15.4, 1.9, 400),
        (label.model, 18.4, 1.9, 400),
    )
    body = Markup("").join(
        Markup('<text x="{}" y="{}" font-size="{}" font-weight="{}">{}</text>').format(
            _CODE + 0.5, y, round(size, 2), weight, ink.cut(text, size, room)
        )
        for text, y, size, weight in texts
        if text
    )
    paper = f'width="{_WIDTH - 0.2}" height="{_HEIGHT - 0.2}" rx="1.5" fill="#fff"'
    return Markup(  # noqa: S704 - every text in it was escaped
        f'<svg class="label-picture" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-label="{escape(title)}">'
        f'<rect x="0.1" y="0.1" {paper} stroke="#7d8b92" stroke-width="0.2"/>'
        f'<path transform="translate(0 {top:.1f}) scale({scale:.4f})" fill="#000"'
        f' d="{_runs(rows)}"/>{body}</svg>'
    )


def _runs(rows: list[bytes]) -> str:
    """The dark modules as one path of horizontal runs, the quiet zone left around it."""
    parts = []
    for y, row in enumerate(rows):
        x = 0
        while (x := row.find(1, x)) >= 0:
            end = row.find(0, x)
            end = len(row) if end < 0 else end
            parts.append(f"M{x + QUIET} {y + QUIET}h{end - x}v1h{x - end}z")
            x = end
    return "".join(parts)
