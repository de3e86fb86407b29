"""A label as it will be printed: the QR code, the tag, whose it is."""

from typing import Final

from markupsafe import Markup, escape

from labels.qr import QUIET, matrix
from labels.spec import LabelSpec

_HEIGHT: Final = 25.4
_WIDTH: Final = 45.7
_CODE: Final = 20.0
"""Millimetres of an L4770 label, and of the code with its quiet zone."""


def label_picture(label: LabelSpec, title: str) -> Markup:
    """The label as SVG, black on white whatever the theme, for a scanner must read it."""
    rows = matrix(label.url)
    modules = len(rows) + 2 * QUIET
    scale = _CODE / modules
    texts = (
        (label.tag, 11.2, 3.4, 700),
        (label.owner, 15.2, 2.4, 400),
        (label.model, 18.6, 2, 400),
    )
    body = Markup("").join(
        Markup('<text x="{}" y="{}" font-size="{}" font-weight="{}">{}</text>').format(
            _CODE + 1.5, y, _fitting(text, size), weight, text
        )
        for text, y, size, weight in texts
        if text
    )
    return Markup(  # noqa: S704 - every text in it was escaped
        f'<svg class="label-picture" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-label="{escape(title)}"><rect width="{_WIDTH}" height="{_HEIGHT}" rx="1.5"'
        f' fill="#fff"/><path transform="translate(1 {(_HEIGHT - _CODE) / 2:.1f}) scale({scale:.4f})"'
        f' fill="#000" d="{_runs(rows)}"/>{body}</svg>'
    )


def _fitting(text: str, size: float) -> float:
    """The type size, in millimetres, in which a text stays on the label."""
    room = _WIDTH - _CODE - 3
    return round(min(size, room / (0.62 * len(text))), 2)


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
