"""A sheet of labels, to choose the first place on it or to see whether its measures are right."""

from collections.abc import Callable

from markupsafe import Markup

from labels.sheets import PAGE_HEIGHT, PAGE_WIDTH, Sheet


def sheet_picture(
    sheet: Sheet,
    start: int,
    count: int,
    *,
    address: Callable[[int], str],
    name: Callable[[int], str],
) -> Markup:
    """The first sheet: which places are used up, get a label, stay free; each starts there.

    `address` is where a click on a place leads, `name` what it says; both take it from 1 on.
    """
    places = Markup("").join(
        _linked(sheet, place, start <= place < start + count, address(place), name(place))
        for place in range(1, sheet.labels + 1)
    )
    return _page(places, sheet.code, "group")


def sheet_sketch(sheet: Sheet, name: str) -> Markup:
    """The sheet with every label where its measures put it, even outside the page."""
    places = (_outline(sheet, place) for place in range(1, sheet.labels + 1))
    return _page(Markup("").join(places), name, "img")


def _page(places: Markup, name: str, role: str) -> Markup:
    return Markup(
        '<svg class="sheet-picture img-fluid" viewBox="0 0 {w:.0f} {h:.0f}" width="252"'
        ' height="356" role="{role}" aria-label="{name}"><rect width="{w:.0f}" height="{h:.0f}"'
        ' rx="3" fill="white" stroke="var(--line-strong)"/>{places}</svg>'
    ).format(w=PAGE_WIDTH, h=PAGE_HEIGHT, name=name, places=places, role=role)


def _linked(sheet: Sheet, place: int, is_printed: bool, href: str, name: str) -> Markup:
    return Markup(
        '<a href="{href}" tabindex="-1" aria-label="{name}">{box}<title>{name}</title></rect></a>'
    ).format(
        href=href, name=name, box=_box(sheet, place, "var(--chart-2)" if is_printed else "white")
    )


def _outline(sheet: Sheet, place: int) -> Markup:
    return _box(sheet, place, "var(--sea-soft)") + Markup("</rect>")


def _box(sheet: Sheet, place: int, fill: str) -> Markup:
    """An open <rect>: what it says may follow."""
    x, y = sheet.corner(place - 1)
    return Markup(
        '<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="1.5"'
        ' stroke="var(--line-strong)" stroke-width="0.4" fill="{fill}">'
    ).format(
        x=x + 0.4,
        y=y + 0.4,
        w=max(0.2, sheet.width - 0.8),
        h=max(0.2, sheet.height - 0.8),
        fill=fill,
    )
