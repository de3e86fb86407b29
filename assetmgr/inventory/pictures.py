"""Pictures of a stocktake: the icon of a kind, how far a round's institutions are."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask_babel import gettext

from assetmgr.inventory.queries.listing import StocktakeRow
from assetmgr.web import figures
from assetmgr.web.charts import Bars, Row, bar_chart, responsive_svg
from assetmgr.web.figures import Figure

KIND_ICONS: Final[Mapping[str, str]] = {
    "desktop": "pc-display",
    "laptop": "laptop",
    "chromebook": "laptop",
    "tablet": "tablet-landscape",
    "interactive_screen": "easel",
    "interactive_board": "easel",
    "projector": "projector",
    "monitor": "display",
    "television": "tv",
    "web_camera": "webcam",
    "ip_phone": "telephone",
    "printer": "printer",
    "multifunction_printer": "printer",
    "copier": "printer",
    "camera": "camera",
    "robot_set": "robot",
    "vr_headset": "headset-vr",
    "sound_system": "speaker",
    "network": "router",
    "charging_cabinet": "battery-charging",
    "ups": "battery-charging",
}
"""Bootstrap's icons (static/img/icons.txt) for kinds of device."""
OTHER_ICON: Final = "box-seam"


def kind_icon(code: str) -> str:
    """The icon of a kind."""
    return KIND_ICONS.get(code, OTHER_ICON)


def round_picture(rows: Sequence[StocktakeRow]) -> Figure:
    """How many of its devices each institution of a round found, those furthest behind first."""
    ordered = sorted(rows, key=lambda row: (row.found / max(row.expected, 1), row.head.short_name))
    title = gettext("Found at each institution")
    bars = Bars(
        tuple(Row(row.head.short_name, row.found, row.expected) for row in ordered),
        figures.number,
        gettext("not counted yet"),
        gettext("expected"),
    )
    return Figure(
        title,
        responsive_svg(lambda size: bar_chart(bars, size), title, _described(rows)),
        head=(
            gettext("Institution"),
            gettext("Expected"),
            gettext("Devices found"),
            gettext("Missing"),
        ),
        rows=[
            (row.head.short_name, *map(figures.number, (row.expected, row.found, row.missing)))
            for row in ordered
        ],
    )


def _described(rows: Sequence[StocktakeRow]) -> str:
    return str(
        gettext(
            "%(found)s of %(expected)s devices are found",
            found=figures.number(sum(row.found for row in rows)),
            expected=figures.number(sum(row.expected for row in rows)),
        )
    )
