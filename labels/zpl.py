"""Labels for Zebra printers in ZPL II (Zebra's programming guide: ^BQ, ^FH, ^GF, ^PW, ^LL)."""

from collections.abc import Iterable
from typing import BinaryIO

from labels import qr
from labels.graphic import graphic
from labels.layout import MM, Layout, layout_for, payload_for
from labels.raster import text_image
from labels.rolls import ZEBRA_DOTS, ZebraRoll
from labels.spec import LabelSpec
from labels.typeset import lines_of

LARGEST_MODULE = 10
"""Dots: ^BQ magnifies no further."""

_POINT = ZEBRA_DOTS / MM
"""Dots in a point."""


def write_zpl(labels: Iterable[LabelSpec], roll: ZebraRoll, out: BinaryIO) -> int:
    """Write one ^XA…^XZ for each label, in UTF-8, as it comes; the number of labels.

    Raises:
        ValueError: there is no label, or a label's text is too long for any QR code.
    """
    count = 0
    for spec in labels:
        out.write(label_zpl(spec, roll).encode())
        count += 1
    if not count:
        raise ValueError("there are no labels to print: choose at least one device")
    return count


def label_zpl(spec: LabelSpec, roll: ZebraRoll) -> str:
    """Give the commands of one label: its size, its code, its text as a picture.

    The fonts in a printer differ from one to another, and no source says that the usual one
    (^A0) has the Latvian letters: Zebra sells a font for them, and printers were seen to leave
    such letters out (sharpzebra, issue 19). So the text is drawn here.

    Raises:
        ValueError: a text is too long for any QR code.
    """
    payload = payload_for(spec, roll.face)
    layout = layout_for(qr.side(payload), roll.face)
    height = roll.height * ZEBRA_DOTS
    drawn = text_image(lines_of(spec, layout), roll.face, ZEBRA_DOTS)
    lines = (
        "^XA^CI28^LH0,0",
        f"^PW{roll.width * ZEBRA_DOTS:.0f}^LL{height:.0f}",
        _code(payload, layout, height),
        graphic(drawn),
        "^XZ\n",
    )
    return "\n".join(line for line in lines if line)


def escaped(text: str) -> str:
    """Give field data for ^FH: what would begin a command or an escape goes as its hex code."""
    return "".join(f"_{ord(sign):02X}" if sign in "^~_" or sign < " " else sign for sign in text)


def _code(payload: str, layout: Layout, height: float) -> str:
    """The code by its upper left module; ^BQ draws no quiet zone.

    Some printers put a ^BQ up to 10 dots lower than asked: that is less than the quiet zone.
    """
    dots = min(LARGEST_MODULE, round(layout.module * _POINT))
    x, y = round(layout.code_x * _POINT), round(height - layout.code_top * _POINT)
    return f"^FO{x},{y}^BQN,2,{dots}^FH^FDQA,{escaped(payload)}^FS"
