"""The pages of an act: its number and 'page n of m' on each, PROJEKTS across a draft."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from assetmgr.inventory.act import style
from assetmgr.web.charts.ink import font


class NumberedCanvas(Canvas):
    """Draws the foot of each page at the end, when it is known how many there are."""

    def __init__(self, *args: Any, foot: str, of: str, draft: str, **options: Any) -> None:
        """As a canvas; `foot` stands left, `of` has places for %(page)s and %(pages)s."""
        super().__init__(*args, **options)
        self._foot, self._of, self._draft = foot, of, draft
        self._finished: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page for the end."""
        self._finished.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined] # its stubs leave it out

    def save(self) -> None:
        """Number the pages and write them."""
        for number, page in enumerate(self._finished, start=1):
            self.__dict__.update(page)
            self._draw_foot(number, len(self._finished))
            super().showPage()
        super().save()

    def _draw_foot(self, page: int, pages: int) -> None:
        self.setFont(font(False), 8)
        self.setFillColor(style.INK)
        self.drawString(style.LEFT, style.BOTTOM / 2, self._foot)
        told = self._of % {"page": page, "pages": pages}
        self.drawRightString(style.PAGE[0] - style.RIGHT, style.BOTTOM / 2, told)
        if self._draft:
            self.setFont(font(True), 13)
            self.drawRightString(
                style.PAGE[0] - style.RIGHT, style.PAGE[1] - style.TOP * 0.7, self._draft
            )
