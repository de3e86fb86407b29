"""One label as PDF operators: its code and its lines of text."""

from functools import lru_cache

from reportlab.pdfbase.ttfonts import TTFont

from labels import fonts, qr
from labels.code import code_path
from labels.document import PagedDocument
from labels.layout import LINE, Layout, layout_for, payload_for
from labels.sheets import Sheet
from labels.spec import LabelSpec

SMALLEST_TAG = 5.0
"""Points: a long tag is set smaller rather than cut, but not below what can be read."""


class Pen:
    """Draws labels of one sheet into one document, whose fonts and repeated texts it keeps."""

    def __init__(self, document: PagedDocument, sheet: Sheet) -> None:
        self._document = document
        self._sheet = sheet
        self._bold = fonts.load(700)
        self._regular = fonts.load(400)
        # A fleet has few owners and models: their lines are broken and set once.
        self._owner_and_model = lru_cache(maxsize=1024)(self._set_owner_and_model)

    def draw(self, spec: LabelSpec) -> str:
        """Give the operators of a label, the origin being its lower left corner."""
        rows = qr.matrix(payload_for(spec, self._sheet))
        layout = layout_for(len(rows), self._sheet.width, self._sheet.height)
        tag = self._set_tag(layout, spec.tag)
        return f"{tag}\n{self._owner_and_model(layout, spec.owner, spec.model)}\n" + code_path(
            rows, layout.module, layout.code_x, layout.code_top
        )

    def _set_tag(self, layout: Layout, tag: str) -> str:
        nominal = layout.type.tag
        length = fonts.width(tag, self._bold, nominal)
        size = max(SMALLEST_TAG, nominal * min(1.0, layout.text_width / max(length, 1.0)))
        shown = fonts.shorten(tag, self._bold, size, layout.text_width + 0.001)
        base_line = layout.code_top - fonts.CAP_HEIGHT * nominal
        return self._line(self._bold, size, layout.text_x, base_line, shown)

    def _set_owner_and_model(self, layout: Layout, owner: str, model: str) -> str:
        kind, room = layout.type, layout.text_width
        owner_lines = fonts.wrap(owner, self._regular, kind.owner, room, kind.lines)
        # The model may take what the owner left.
        left = 2 * kind.lines - len(owner_lines)
        model_lines = fonts.wrap(model, self._regular, kind.model, room, left)
        y = layout.code_top - 0.9 * kind.tag
        operators: list[str] = []
        for size, lines in ((kind.owner, owner_lines), (kind.model, model_lines)):
            for line in lines:
                y -= LINE * size
                operators.append(self._line(self._regular, size, layout.text_x, y, line))
            y -= 0.25 * size
        return "\n".join(operators)

    def _line(self, font: TTFont, size: float, x: float, y: float, text: str) -> str:
        shown = (
            f"{font.getSubsetInternalName(subset, self._document)} {size:.2f} Tf <{codes.hex()}> Tj"
            for subset, codes in font.splitString(text, self._document)
        )
        return f"BT {x:.3f} {y:.3f} Td {' '.join(shown)} ET"
