"""One label as PDF operators: its code and its lines of text."""

from functools import lru_cache

from labels import fonts, qr
from labels.code import code_path
from labels.document import PagedDocument
from labels.layout import Face, Layout, layout_for, payload_for
from labels.spec import LabelSpec
from labels.typeset import Line, body_of, title_of


class Pen:
    """Draws labels of one size into one document, whose fonts and repeated texts it keeps."""

    def __init__(self, document: PagedDocument, face: Face) -> None:
        self._document = document
        self._face = face
        self._fonts = {True: fonts.load(700), False: fonts.load(400)}
        self._body = lru_cache(maxsize=1024)(self._set_body)

    def draw(self, spec: LabelSpec) -> str:
        """Give the operators of a label, the origin being its lower left corner."""
        rows = qr.matrix(payload_for(spec, self._face))
        layout = layout_for(len(rows), self._face)
        title = title_of(spec.tag, layout)
        lines = [self.write(line) for line in title.lines]
        body = self._body(spec.lines, layout, title.bottom)
        code = code_path(rows, layout.module, layout.code_x, layout.code_top)
        return "\n".join((*lines, body, code))

    def write(self, line: Line) -> str:
        """Give the operators of one line of text."""
        font = self._fonts[line.bold]
        shown = (
            f"{font.getSubsetInternalName(part, self._document)} {line.size:.2f} Tf"
            f" <{codes.hex()}> Tj"
            for part, codes in font.splitString(line.text, self._document)
        )
        return f"BT {line.x:.3f} {line.y:.3f} Td {' '.join(shown)} ET"

    def _set_body(self, texts: tuple[str, ...], layout: Layout, top: float) -> str:
        return "\n".join(self.write(line) for line in body_of(texts, layout, top))
