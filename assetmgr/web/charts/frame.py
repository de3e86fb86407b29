"""What charts have around their values: the axis with its ticks, the target, the legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.palette import AMBER_FILL, GREY, MUTED, Token
from assetmgr.web.charts.scale import spread
from assetmgr.web.charts.series import Mark, NumberText
from assetmgr.web.charts.size import Size


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle where values are drawn; zero stands on its lower edge."""

    left: float
    bottom: float
    width: float
    height: float
    highest: float

    def y(self, value: float) -> float:
        """Height at which a value stands."""
        return self.bottom + self.height * value / self.highest

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Key:
    """One name of a legend, its colour, and where it stands: x and the row from above."""

    name: str
    colour: Token
    x: float
    row: int


def draw_axis(
    drawing: Drawing, plot: Plot, ticks: tuple[float, ...], number: NumberText, text: float
) -> None:
    """Hairlines at round values, the zero line stronger, the values at the left."""
    for tick in ticks:
        y = plot.y(tick)
        ink.rule(drawing, (plot.left, y), (plot.right, y), *(() if tick else (GREY,)))
        ink.write(
            drawing, plot.left - 8, y - text / 3, number(tick), text, colour=MUTED, anchor="end"
        )


def draw_target(drawing: Drawing, plot: Plot, target: Mark | None) -> None:
    """A dashed amber line over the whole plot; its words stand where the series' names do."""
    if target:
        y = plot.y(target.value)
        ink.rule(drawing, (plot.left, y), (plot.right, y), AMBER_FILL, 1.5, (5, 4))


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the right of the plot: the height it would like, its words and their colours."""

    y: float
    text: str
    colour: Token
    swatch: Token | None = None


def names_width(texts: list[str], size: Size) -> float:
    """Room that the names at the right need."""
    return max(ink.width(text, size.text, bold=True) for text in texts) + size.text + 14


def draw_names(drawing: Drawing, plot: Plot, names: list[Name], size: Size) -> None:
    """Write the names at the right edge, each as near to its height as the others let it."""
    ordered = sorted(names, key=lambda name: name.y)
    low, high = plot.bottom + size.text / 2, plot.bottom + plot.height
    heights = spread([name.y for name in ordered], size.text * 1.45, low, high)
    side = size.text * 0.8
    for y, name in zip(heights, ordered, strict=True):
        x = plot.right + 8
        if name.swatch:
            ink.box(drawing, x, y - side / 2, side, side, name.swatch, 2)
            x += size.text + 4
        bold = name.colour is not MUTED and not name.swatch
        ink.write(
            drawing, x, y - size.text / 3, name.text, size.text, colour=name.colour, bold=bold
        )


def legend(names: Sequence[str], colours: Sequence[Token], size: Size) -> list[Key]:
    """Place names in as many rows as the width asks for."""
    keys: list[Key] = []
    x, row = 0.0, 0
    for name, colour in zip(names, colours, strict=True):
        wide = size.text + 6 + ink.width(name, size.text)
        if x > 0 and x + wide > size.width:
            x, row = 0.0, row + 1
        keys.append(Key(name, colour, x, row))
        x += wide + 16
    return keys


def legend_height(keys: list[Key], size: Size) -> float:
    """Room that the legend takes above the plot."""
    return (keys[-1].row + 1) * size.text * 1.6 + size.text * 0.6 if keys else 0.0


def draw_legend(drawing: Drawing, keys: list[Key], size: Size) -> None:
    """Write the legend at the drawing's top."""
    side = size.text * 0.8
    for key in keys:
        y = drawing.height - size.text - key.row * size.text * 1.6
        ink.box(drawing, key.x, y - 1, side, side, key.colour, 2)
        ink.write(drawing, key.x + size.text + 4, y, key.name, size.text, colour=MUTED)
