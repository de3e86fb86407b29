"""Acts as PDF (A4), the same bytes for the same contents on any day and in any process."""

from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO, Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFDocument

from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.encoding import contents_sha256
from assetmgr.loans.act.layouts import layout_of
from assetmgr.loans.act.marks import Page
from assetmgr.loans.act.pen import Pen
from assetmgr.loans.act.signature import Signature
from labels.document import PagedDocument

TOGETHER: Final = "Pieņemšanas–nodošanas akti"


class _Timeless(PDFDocument):
    """Neither the day nor the process shows in what is written.

    (reportlab heeds SOURCE_DATE_EPOCH even so; it is set where software is built, not served.)
    """

    def __init__(self) -> None:
        super().__init__(invariant=1, lang="lv")


class Papers(PagedDocument, _Timeless):
    """A PDF of acts or slips, each page written as soon as it is drawn.

    `PagedDocument` begins what comes next in its line, which is the timeless document here.
    """

    def __init__(self, out: BinaryIO, title: str, author: str = "") -> None:
        """Begin the file; `out` needs nothing but `write` and stays open."""
        super().__init__(out, title)
        self.setAuthor(author)
        self._pen = Pen(self)

    def add(self, pages: Iterable[Page]) -> None:
        """Write out pages."""
        for page in pages:
            self.add_content_page(self._pen.draw(page), *A4)


def write_act(stream: BinaryIO, contents: ActContents, signature: Signature | None = None) -> None:
    """Write one act, with the recipient's signature where it was given.

    Raises:
        ValueError: the contents name a layout that is not known; nothing is written then.
    """
    pages = _pages(contents, signature)
    papers = Papers(stream, f"Akts {contents.number}", contents.institution)
    papers.add(pages)
    papers.close()


def write_acts(stream: BinaryIO, acts: Iterable[ActContents]) -> int:
    """Write acts to be signed, each from a new page on, and give the number of pages.

    Raises:
        ValueError: as `write_signed_acts`.
    """
    return write_signed_acts(stream, ((contents, None) for contents in acts))


def write_signed_acts(
    stream: BinaryIO, acts: Iterable[tuple[ActContents, Signature | None]]
) -> int:
    """Write acts with the signatures that were given, and give the number of pages.

    Pages leave for `stream` as they are drawn: no act waits for those after it.

    Raises:
        ValueError: there is no act, or one names a layout that is not known; nothing is written
            where that is the first.
    """
    waiting = iter(acts)
    first = next(waiting, None)
    if first is None:
        raise ValueError("there are no acts to print: choose at least one")
    drawn = chain([_pages(*first)], (_pages(*one) for one in waiting))
    papers = Papers(stream, TOGETHER, first[0].institution)
    count = 0
    for pages in drawn:
        papers.add(pages)
        count += len(pages)
    papers.close()
    return count


def _pages(contents: ActContents, signature: Signature | None) -> list[Page]:
    return layout_of(contents.layout).act(contents, contents_sha256(contents), signature)
