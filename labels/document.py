"""A PDF file that is written page by page, so that its length costs no memory."""

import zlib
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc

COMPRESSION = 3
"""As quick as zlib's level 1 for half the size; level 6 takes twice as long for a third less."""


class PagedDocument(pdfdoc.PDFDocument):
    """reportlab's document, except that a page leaves for `out` as soon as it is added.

    reportlab itself keeps all pages until the end. The numbering, fonts, page tree and cross
    references stay its own; `out` needs nothing but `write`.
    """

    Catalog: pdfdoc.PDFCatalog
    Pages: pdfdoc.PDFPages

    def __init__(self, out: BinaryIO, title: str) -> None:
        super().__init__()
        self.setTitle(title)
        self.setAuthor("")
        self.setCreator("")
        self.setSubject("")
        self._file = _StraightFile(out)

    def add_content_page(self, content: str, width: float, height: float) -> None:
        """Write out one page (size in points) that draws `content`, PDF operators in ASCII."""
        stream = pdfdoc.PDFStream(content=zlib.compress(content.encode("ascii"), COMPRESSION))
        stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        page, drawn = self.thisPageRef(), self._refer(stream)
        self.addPage(self._page(drawn, width, height))
        self._write(page.name)
        self._write(drawn.name)
        self.Pages.pages[-1] = page

    def close(self) -> None:
        """Write fonts, page tree, cross references and trailer; `out` stays open."""
        self.GetPDFData(None)

    def format(self) -> bytes:
        """Write all that is still to be written; called by reportlab once fonts are in."""
        written = 0
        while written < len(self.numberToId):  # formatting an object may add others
            written += 1
            if (name := self.numberToId[written]) not in self.idToOffset:
                self._write(name)
        self._write_index()
        return b""

    def _page(
        self, content: pdfdoc.PDFObjectReference, width: float, height: float
    ) -> pdfdoc.PDFPage:
        page = pdfdoc.PDFPage()
        page.Override_default_compilation = 1
        page.MediaBox = pdfdoc.PDFArray([0, 0, width, height])
        page.Contents = content
        page.Resources = pdfdoc.PDFResourceDictionary()
        page.Resources.basicFonts()
        page.Parent = self._refer(self.Pages)
        return page

    def _refer(self, thing: pdfdoc.PDFObject) -> pdfdoc.PDFObjectReference:
        reference: pdfdoc.PDFObjectReference = self.Reference(thing)  # type: ignore[no-untyped-call]
        return reference

    def _write(self, name: str) -> None:
        written = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
        self.idToOffset[name] = self._file.add(written)
        self.idToObject[name] = pdfdoc.PDFObjectReference(name)

    def _write_index(self) -> None:
        numbers = sorted(self.numberToId)
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, [self.numberToId[number] for number in numbers])
        trailer = pdfdoc.PDFTrailer(
            startxref=self._file.add(table.format(self)),
            Size=len(numbers) + 1,
            Root=self._refer(self.Catalog),
            Info=self._refer(self.info),
            ID=self.ID(),
        )
        self._file.add(trailer.format(self))


class _StraightFile(pdfdoc.PDFFile):
    """reportlab's offset counter, writing where it would collect."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        out.write(b"".join(self.strings))
        self.strings.clear()

        def write(data: bytes) -> None:
            out.write(data)

        self.write = write
