"""Charts: plain series in, one reportlab Drawing out, which is SVG on a page and vector in a PDF.

On a page: `responsive_svg(lambda size: line_chart(data, size), title, desc)`; in a PDF:
`renderPDF.draw(line_chart(data, PAPER), canvas, x, y)`.
"""

from assetmgr.web.charts.ageing import ageing_chart
from assetmgr.web.charts.bars import bar_chart
from assetmgr.web.charts.line import line_chart
from assetmgr.web.charts.series import (
    BandRow,
    Bands,
    Bars,
    Line,
    Mark,
    Row,
    Stacks,
    Track,
    WeekLines,
)
from assetmgr.web.charts.size import COMPACT, MEDIUM, PAPER, WIDE, Size
from assetmgr.web.charts.stacks import stacked_chart
from assetmgr.web.charts.svg import responsive_svg, to_svg
from assetmgr.web.charts.track import spark_chart, track_chart

__all__ = [
    "COMPACT",
    "MEDIUM",
    "PAPER",
    "WIDE",
    "BandRow",
    "Bands",
    "Bars",
    "Line",
    "Mark",
    "Row",
    "Size",
    "Stacks",
    "Track",
    "WeekLines",
    "ageing_chart",
    "bar_chart",
    "line_chart",
    "responsive_svg",
    "spark_chart",
    "stacked_chart",
    "to_svg",
    "track_chart",
]
