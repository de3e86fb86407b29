"""Printing labels into memory and looking at the pages as a reader and as a scanner would."""

import io
from dataclasses import dataclass

import pypdfium2
from PIL import Image

from labels.fit import NO_OFFSET, Offset
from labels.pdf import write_sheets
from labels.sheets import PAGE_HEIGHT, Sheet
from labels.spec import LabelSpec, tag_label

BASE_URL = "https://ierices.liepaja.edu.lv"
MM = 72 / 25.4


def label(tag: str, *lines: str) -> LabelSpec:
    return tag_label(BASE_URL, tag, lines or ("LVĢ", "HP Chromebook 11 G9 EE"))


def printed(
    labels: list[LabelSpec], sheet: Sheet, start: int = 1, offset: Offset = NO_OFFSET
) -> pypdfium2.PdfDocument:
    out = io.BytesIO()
    write_sheets(labels, sheet, out, start=start, offset=offset)
    return pypdfium2.PdfDocument(out.getvalue())


def picture(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    image: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil()
    return image.convert("L")


@dataclass(frozen=True, slots=True)
class Box:
    """A label's rectangle in mm from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, sheet: Sheet, place: int) -> "Box":
        left, top = sheet.corner(place)
        return cls(left, top, left + sheet.width, top + sheet.height)

    def pixels(self, dpi: int) -> tuple[int, int, int, int]:
        """The rectangle in pixels, without those that its edges cut."""
        unit = dpi / 25.4
        corner = int(self.left * unit) + 1, int(self.top * unit) + 1
        return *corner, int(self.right * unit), int(self.bottom * unit)


def text_in(page: pypdfium2.PdfPage, box: Box) -> str:
    text: str = page.get_textpage().get_text_bounded(
        left=box.left * MM,
        bottom=(PAGE_HEIGHT - box.bottom) * MM,
        right=box.right * MM,
        top=(PAGE_HEIGHT - box.top) * MM,
    )
    return " ".join(text.split())
