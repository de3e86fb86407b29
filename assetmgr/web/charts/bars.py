"""Horizontal bars with target marks: an indicator by institution."""

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.frame import draw_legend, legend, legend_height
from assetmgr.web.charts.palette import AMBER_FILL, GREY, INK, MUTED, SEA
from assetmgr.web.charts.rows import Rows, plan_rows, write_label, write_note
from assetmgr.web.charts.series import Bars, Row
from assetmgr.web.charts.size import MEDIUM, Size


def bar_chart(data: Bars, size: Size = MEDIUM) -> Drawing:
    """Draw a bar for each row in the order given, its value at the right edge."""
    notes = [_note(data, row) for row in data.rows]
    rows = plan_rows([row.label for row in data.rows], notes, size)
    named = data.target_name and any(row.target is not None for row in data.rows)
    keys = legend((data.target_name,), (AMBER_FILL,), size) if named else []
    drawing = Drawing(size.width, rows.height + legend_height(keys, size))
    draw_legend(drawing, keys, size)
    highest = max([*_known(data.rows), 1e-9])
    for row, note, y in zip(data.rows, notes, rows.bars(), strict=True):
        write_label(drawing, rows, y, row.label)
        write_note(drawing, rows, y, note, INK, bold=True)
        _bar(drawing, rows, y, row, highest)
        if row.value is None and not rows.above:
            ink.write(drawing, rows.left + 8, rows.text_y(y), data.missing, size.text, colour=MUTED)
    return drawing


def _note(data: Bars, row: Row) -> str:
    return "–" if row.value is None else data.number(row.value)


def _known(rows: tuple[Row, ...]) -> list[float]:
    return [value for row in rows for value in (row.value, row.target) if value is not None]


def _bar(drawing: Drawing, rows: Rows, y: float, row: Row, highest: float) -> None:
    scale = (rows.right - rows.left - 3) / highest
    if row.value is not None:
        ink.box(drawing, rows.left, y, row.value * scale, rows.bar, SEA)
    ink.rule(drawing, (rows.left, y - 3), (rows.left, y + rows.bar + 3), GREY)
    if row.target is not None:
        x = rows.left + row.target * scale
        ink.rule(drawing, (x, y - 3), (x, y + rows.bar + 3), AMBER_FILL, 3)
