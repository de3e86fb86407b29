"""Reading a label file as a scanner would."""

import io

import pypdfium2
import zxingcpp

DPI = 150


def codes(pdf: bytes) -> list[str]:
    """The text of every QR code of every page, sorted."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return sorted(
        code.text
        for page in document
        for code in zxingcpp.read_barcodes(page.render(scale=DPI / 72, grayscale=True).to_pil())
    )


def text(pdf: bytes) -> str:
    """The text of every page."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(page.get_textpage().get_text_bounded() for page in document)
