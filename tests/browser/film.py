"""A film for Chromium's fake camera: labels that move and turn a little before it."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from labels.raster import label_image
from labels.sheets import sheet_by_code
from labels.spec import LabelSpec

SIZE = (1280, 720)
FRAMES = 24
_FACE = sheet_by_code("L4770").face
_DESK = 96
"""The grey of the table on which the labels lie."""


def write_film(file: Path, scenes: Sequence[Sequence[LabelSpec]]) -> Path:
    """Write an mjpeg (JPEG frames one after the other), each scene as long as the others."""
    with file.open("wb") as out:
        for labels in scenes:
            for frame in _frames(labels):
                frame.save(out, "JPEG", quality=88)
    return file


def _frames(labels: Sequence[LabelSpec]) -> Iterator[Image.Image]:
    columns = math.ceil(math.sqrt(len(labels) * SIZE[0] / SIZE[1] / 2)) or 1
    rows = math.ceil(len(labels) / columns)
    cell = SIZE[0] // columns, SIZE[1] // rows
    dots = min(cell[0] * 0.8 / _FACE.width, cell[1] * 0.8 / _FACE.height, 12)
    pictures = [label_image(one, _FACE, dots).convert("L") for one in labels]
    for number in range(FRAMES):
        yield _frame(pictures, columns, cell, math.sin(2 * math.pi * number / FRAMES))


def _frame(
    pictures: Sequence[Image.Image], columns: int, cell: tuple[int, int], swing: float
) -> Image.Image:
    """One picture; `swing` (-1 to 1) is how far the labels lean and lie from their places."""
    frame = Image.new("L", SIZE, _DESK)
    for place, picture in enumerate(pictures):
        turned = picture.rotate(7 * swing, Image.Resampling.BICUBIC, expand=True, fillcolor=_DESK)
        row, column = divmod(place, columns)
        left = column * cell[0] + (cell[0] - turned.width) // 2 + int(12 * swing)
        top = row * cell[1] + (cell[1] - turned.height) // 2 + int(6 * swing)
        frame.paste(turned, (left, top))
    return frame
