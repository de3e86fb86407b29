"""Ageing: one bar of 100 % for each kind, split into age bands from the youngest to the oldest."""

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.frame import draw_legend, legend, legend_height
from assetmgr.web.charts.palette import MUTED, ON_SHADES, SHADES
from assetmgr.web.charts.rows import Rows, plan_rows, write_label, write_note
from assetmgr.web.charts.series import BandRow, Bands
from assetmgr.web.charts.size import MEDIUM, Size

GAP = 1.5
MOST = 4


def ageing_chart(data: Bands, size: Size = MEDIUM) -> Drawing:
    """Draw the shares, the oldest darkest. Raises ValueError for more than four bands."""
    if len(data.names) > MOST:
        raise ValueError(f"at most {MOST} age bands")
    shades = SHADES[: len(data.names)][::-1]
    rows = plan_rows([row.label for row in data.rows], [row.note for row in data.rows], size)
    keys = legend(data.names, shades, size)
    drawing = Drawing(size.width, rows.height + legend_height(keys, size))
    draw_legend(drawing, keys, size)
    for row, y in zip(data.rows, rows.bars(), strict=True):
        write_label(drawing, rows, y, row.label)
        write_note(drawing, rows, y, row.note, MUTED, bold=False)
        _bar(drawing, rows, y, row, data)
    return drawing


def _bar(drawing: Drawing, rows: Rows, y: float, row: BandRow, data: Bands) -> None:
    total = sum(row.counts)
    if not total:
        text = rows.size.text
        ink.write(drawing, rows.left, rows.text_y(y), data.missing, text, colour=MUTED)
        return
    x = rows.left
    for place, count in enumerate(row.counts):
        wide = (rows.right - rows.left) * count / total
        shade = len(row.counts) - 1 - place
        ink.box(drawing, x, y, wide - GAP, rows.bar, SHADES[shade])
        _share(drawing, rows, y, x + wide / 2, wide, data.share(count / total), shade)
        x += wide


def _share(
    drawing: Drawing, rows: Rows, y: float, middle: float, wide: float, text: str, shade: int
) -> None:
    size = rows.size.text * 0.92
    if ink.width(text, size) <= wide - 6:
        base = y + rows.bar / 2 - size / 3
        ink.write(drawing, middle, base, text, size, colour=ON_SHADES[shade], anchor="middle")
