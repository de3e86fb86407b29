"""Small pictures beside a number: the way from the baseline to the targets, and a trend."""

from reportlab.graphics.shapes import Drawing

from assetmgr.web.charts import ink
from assetmgr.web.charts.palette import AMBER, AMBER_FILL, GREY, LINE, MUTED, SEA, Token
from assetmgr.web.charts.scale import runs, spread
from assetmgr.web.charts.series import Track

WIDTH, HEIGHT, TEXT = 280.0, 40.0, 12.0
MARGIN, RAIL = 8.0, 24.0


def track_chart(data: Track) -> Drawing:
    """The track runs from the worse at the left to the better at the right, whichever is larger."""
    drawing = Drawing(WIDTH, HEIGHT)
    ink.box(drawing, 0, RAIL - 3, WIDTH, 6, LINE, 3)
    baseline = _place(data, data.baseline)
    value = _place(data, data.value)
    if value is not None and baseline is not None:
        better = value >= baseline
        way = abs(value - baseline)
        ink.box(drawing, min(baseline, value), RAIL - 3, way, 6, SEA if better else GREY)
    if baseline is not None:
        ink.rule(drawing, (baseline, RAIL - 6), (baseline, RAIL + 6), GREY, 2)
    for target in data.targets:
        x = _known_place(data, target.value)
        ink.rule(drawing, (x, RAIL - 8), (x, RAIL + 8), AMBER_FILL, 3)
    if value is not None:
        ink.dot(drawing, value, RAIL, 6, SEA)
    _labels(drawing, data)
    return drawing


def spark_chart(
    values: tuple[float | None, ...], width: float = 120, height: float = 28
) -> Drawing:
    """A trend without axes, from zero up; unknown values are gaps, the last known is a dot."""
    drawing = Drawing(width, height)
    highest = max([value for value in values if value is not None], default=0) or 1
    step = (width - 8) / max(1, len(values) - 1)
    ink.rule(drawing, (0, 2), (width, 2))
    known = [
        (4 + step * at, 2 + (height - 8) * v / highest)
        for at, v in enumerate(values)
        if v is not None
    ]
    taken = 0
    for first, last in runs(values, known=True):
        count = last - first + 1
        ink.path(drawing, known[taken : taken + count], SEA)
        taken += count
    if known:
        ink.dot(drawing, *known[-1], 3.5, SEA)
    return drawing


def _bounds(data: Track) -> tuple[float, float]:
    """The worst and the best value on the track."""
    best = data.targets[-1].value if data.targets else data.value or 0.0
    starts = [value for value in (data.baseline, data.value) if value is not None] or [best]
    lower_is_better = best < (starts[0] if starts[0] != best else starts[-1])
    every = [*starts, *(target.value for target in data.targets)]
    return (max(every), min(every)) if lower_is_better else (min(every), max(every))


def _known_place(data: Track, value: float) -> float:
    worst, best = _bounds(data)
    way = 1.0 if worst == best else (value - worst) / (best - worst)
    return MARGIN + (WIDTH - 2 * MARGIN) * way


def _place(data: Track, value: float | None) -> float | None:
    return None if value is None else _known_place(data, value)


def _labels(drawing: Drawing, data: Track) -> None:
    """Baseline and targets by value under the track, each text once, none over another."""
    texts: dict[str, tuple[float, Token]] = {}
    for target in data.targets:
        texts.setdefault(target.label, (_known_place(data, target.value), AMBER))
    if data.baseline is not None:
        text = data.number(data.baseline)
        texts.setdefault(text, (_known_place(data, data.baseline), MUTED))
    placed = sorted((x, text, colour) for text, (x, colour) in texts.items())
    if not placed:
        return
    widest = max(ink.width(text, TEXT) for _, text, _ in placed)
    wanted = [x for x, _, _ in placed]
    middles = spread(wanted, widest + 6, widest / 2, WIDTH - widest / 2)
    for middle, (_, text, colour) in zip(middles, placed, strict=True):
        ink.write(drawing, middle, 3, text, TEXT, colour=colour, anchor="middle")
