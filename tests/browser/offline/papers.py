"""What a page gives to keep: the text of its PDF, the rows of its workbook."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page
from python_calamine import CalamineWorkbook

Rows = list[dict[object, object]]


def text_of(page: Page, link: str, folder: Path) -> str:
    """Download the PDF behind a link; its text, with one space between words."""
    document = pypdfium2.PdfDocument(_downloaded(page, link, folder))
    text = " ".join(one.get_textpage().get_text_bounded() for one in document)
    document.close()
    return " ".join(text.split())


def sheets_of(page: Page, link: str, folder: Path) -> dict[str, Rows]:
    """Download the workbook behind a link; the rows of each sheet by the names in its head."""
    book = CalamineWorkbook.from_path(_downloaded(page, link, folder))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: _named(rows) for name, rows in sheets.items()}


def _named(rows: Iterable[Sequence[object]]) -> Rows:
    head, *others = rows
    assert len(set(head)) == len(head), head
    return [dict(zip(head, row, strict=True)) for row in others]


def _downloaded(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file
