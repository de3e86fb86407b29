"""A label as a picture in a printer's own dots."""

from collections.abc import Iterable
from functools import cache
from math import floor

from PIL import Image, ImageDraw, ImageFont

from labels import fonts, qr
from labels.layout import MM, Face, Layout, layout_for, payload_for
from labels.spec import LabelSpec
from labels.typeset import Line, lines_of

BLACK, WHITE = 0, 255


def label_image(spec: LabelSpec, face: Face, dots: float) -> Image.Image:
    """Draw a label in grey tones at `dots` in a mm; the code's modules are whole dots.

    Raises:
        ValueError: a text is too long for any QR code.
    """
    size = round(face.width * dots), round(face.height * dots)
    image = Image.new("L", size, WHITE)
    rows = qr.matrix(payload_for(spec, face))
    layout = layout_for(len(rows), face)
    point = dots / MM
    _draw_code(image, rows, layout, point)
    pen = ImageDraw.Draw(image)
    for line in lines_of(spec, layout):
        _draw_line(pen, line, size[1], point, ink=BLACK)
    return image


def text_image(lines: Iterable[Line], face: Face, dots: float) -> Image.Image:
    """Draw the lines of a label alone, without grey: mode "1", 1 is ink."""
    image = Image.new("1", (round(face.width * dots), round(face.height * dots)))
    pen = ImageDraw.Draw(image)
    for line in lines:
        _draw_line(pen, line, image.height, dots / MM, ink=1)
    return image


def _draw_code(image: Image.Image, rows: list[bytes], layout: Layout, point: float) -> None:
    module = round(layout.module * point)
    symbol = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    symbol = symbol.point([WHITE, BLACK] + [BLACK] * 254)
    side = len(rows) * module
    corner = floor(layout.code_x * point), floor(image.height - layout.code_top * point)
    image.paste(symbol.resize((side, side), Image.Resampling.NEAREST), corner)


def _draw_line(
    pen: ImageDraw.ImageDraw, line: Line, height: int, point: float, *, ink: int
) -> None:
    font = _font(700 if line.bold else 400, floor(line.size * point))
    place = line.x * point, height - line.y * point
    pen.text(place, line.text, fill=ink, font=font, anchor="ls")


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts.file(weight), size, layout_engine=ImageFont.Layout.BASIC)
