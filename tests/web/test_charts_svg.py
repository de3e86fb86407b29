import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Ellipse, Rect
from reportlab.pdfgen.canvas import Canvas

import assetmgr
from assetmgr.web.charts import (
    MEDIUM,
    PAPER,
    ageing_chart,
    bar_chart,
    line_chart,
    responsive_svg,
    stacked_chart,
    to_svg,
)
from assetmgr.web.charts.palette import ALL, SEA
from tests.web.chart_data import BANDS, BARS, STACKS, weeks

THEME = Path(assetmgr.__file__).parent / "static" / "css" / "theme.css"
DRAWINGS = {
    "line": lambda size: line_chart(weeks(700, None, 900), size),
    "stacks": lambda size: stacked_chart(STACKS, size),
    "bars": lambda size: bar_chart(BARS, size),
    "ageing": lambda size: ageing_chart(BANDS, size),
}


def test_the_palette_is_the_light_theme() -> None:
    light = THEME.read_text(encoding="utf-8").partition("}")[0]
    theme = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    assert {token.variable: f"#{token.hexval()[2:]}" for token in ALL}.items() <= theme.items()


def test_both_themes_name_the_same_chart_colours() -> None:
    light, dark, *_ = THEME.read_text(encoding="utf-8").split("}")
    for token in ALL:
        assert f"--{token.variable}:" in light
        assert f"--{token.variable}:" in dark


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_chart_is_named_well_formed_and_obeys_the_content_policy(name: str) -> None:
    svg = to_svg(DRAWINGS[name](MEDIUM), "Nosaukums", "Apraksts")
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own text
    title, desc = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.text, desc.text) == ("Nosaukums", "Apraksts")
    assert "style=" not in svg
    assert not re.search(r'"#|rgb\(', svg)


def test_texts_of_people_are_escaped() -> None:
    svg = to_svg(DRAWINGS["line"](MEDIUM), "A <b> & 'c'", "<script>")
    assert "<script>" not in svg
    assert "A &lt;b&gt; &amp;" in svg


def test_one_page_gets_three_sizes_with_ids_of_their_own() -> None:
    svg = responsive_svg(DRAWINGS["stacks"], "Nosaukums", "Apraksts")
    assert [f"chart-{name}" in svg for name in ("compact", "medium", "wide")] == [True] * 3
    ids = re.findall(r' id="(\w+)"', svg)
    assert len(ids) == len(set(ids)) == 6


def test_a_foreign_shape_or_colour_is_refused() -> None:
    drawing = Drawing(10, 10)
    drawing.add(Ellipse(5, 5, 2, 2))
    with pytest.raises(TypeError, match="draw no Ellipse"):
        to_svg(drawing, "", "")
    black = Drawing(10, 10)
    black.add(Rect(0, 0, 5, 5))
    with pytest.raises(TypeError, match="token"):
        to_svg(black, "", "")


def test_y_runs_downwards_on_the_page() -> None:
    drawing = Drawing(10, 100)
    low = Rect(0, 0, 5, 20)
    low.fillColor = SEA
    drawing.add(low)
    assert '<rect x="0" y="80" width="5" height="20"' in to_svg(drawing, "", "")


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_same_drawing_goes_into_a_pdf_as_vector(name: str) -> None:
    paper = BytesIO()
    canvas = Canvas(paper, pageCompression=0)
    renderPDF.draw(DRAWINGS[name](PAPER), canvas, 40, 400)
    canvas.save()
    assert b"PTSans" in paper.getvalue()
    assert b"/Subtype /Image" not in paper.getvalue()
