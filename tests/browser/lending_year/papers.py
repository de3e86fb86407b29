"""What comes out of the printer."""

from pathlib import Path

import pypdfium2
from playwright.sync_api import Page


def saved(page: Page, link: str) -> list[str]:
    """Press a link that saves a PDF; the text of each of its pages."""
    with page.expect_download() as told:
        page.get_by_role("link", name=link).click()
    return _pages(told.value.path())


def opened(page: Page, link: str) -> list[str]:
    """The same of a link that shows a PDF in the window."""
    address = page.get_by_role("link", name=link).get_attribute("href")
    answer = page.request.get(address or "")
    assert answer.headers["content-type"] == "application/pdf"
    return _pages(answer.body())


def _pages(pdf: Path | bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [" ".join(one.get_textpage().get_text_bounded().split()) for one in document]
    document.close()
    return texts
