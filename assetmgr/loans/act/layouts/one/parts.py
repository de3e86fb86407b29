"""What sections are built of: headings, paragraphs and facts beside their labels."""

import re
from collections.abc import Sequence
from typing import Final

from assetmgr.loans.act.contents import Device
from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import style, words
from assetmgr.loans.act.marks import Rule, Text
from assetmgr.loans.act.typeset import width, wrap

Fact = tuple[str, str]
Row = tuple[Fact] | tuple[Fact, Fact]
MOST_IN_HALF: Final = 4
"""Lines of a fact that may stand in half the width; a longer one takes the whole."""
_CLAUSE: Final = re.compile(r"((?:[0-9]{1,3}\.)+)\s+(.*)")


def lead(size: float) -> float:
    """From base line to base line."""
    return size * style.LEADING


def lines(
    flow: Flow, x: float, told: Sequence[str], size: float = style.TEXT, bold: bool = False
) -> float:
    """Write lines from where the page is filled to, and give their height; `y` stays."""
    first = flow.y - size * style.ASCENT
    for row, text in enumerate(told):
        flow.put(Text(x, first - row * lead(size), text, size, bold))
    return len(told) * lead(size)


def centred(flow: Flow, text: str, size: float, bold: bool = False) -> None:
    """Write a text in the middle of the page."""
    for line in wrap(text, style.WIDTH, size, bold):
        spare = style.WIDTH - width(line, size, bold)
        flow.y -= lines(flow, style.LEFT + spare / 2, [line], size, bold)


def heading(flow: Flow, text: str) -> None:
    """Write a heading, on one page with the first lines under it."""
    told = wrap(text, style.WIDTH, style.TEXT + 0.5, bold=True)
    flow.need(40 + len(told) * lead(style.TEXT))
    flow.y -= 5
    flow.y -= lines(flow, style.LEFT, told, style.TEXT + 0.5, bold=True) + 1


def paragraphs(flow: Flow, text: str, size: float = style.SMALL) -> None:
    """Write a paragraph for each line of the text; clauses hang from their numbers."""
    for line in text.splitlines():
        clause = _CLAUSE.fullmatch(line.strip())
        number, told = clause.groups() if clause else ("", line)
        indent = max(14, width(number, size) + 5) if number else 0
        _paragraph(flow, number, wrap(told, style.WIDTH - indent, size), indent, size)


def _paragraph(flow: Flow, number: str, told: Sequence[str], indent: float, size: float) -> None:
    for place, portion in enumerate(flow.portions(told, lead(size))):
        if number and not place:
            lines(flow, style.LEFT, [number], size)
        flow.y -= lines(flow, style.LEFT + indent, portion, size)
    flow.y -= 1.2


def facts(flow: Flow, rows: Sequence[Row]) -> None:
    """Write facts, one or two in a row, each row over a hairline."""
    for row in rows:
        if len(row) == 2 and all(len(_halved(told)) <= MOST_IN_HALF for _, told in row):
            _pair(flow, row)
        else:
            for fact in row:
                _whole(flow, fact)


def _halved(text: str) -> tuple[str, ...]:
    return _told(text, style.HALF - style.LABEL)


def _told(text: str, room: float) -> tuple[str, ...]:
    return wrap(text, room, style.TEXT) or (words.NOTHING,)


def _pair(flow: Flow, row: Sequence[Fact]) -> None:
    texts = [_halved(told) for _, told in row]
    height = max(map(len, texts)) * lead(style.TEXT)
    flow.need(height + 2 * style.PAD)
    flow.y -= style.PAD
    for place, (label, _) in enumerate(row):
        x = (style.LEFT, style.SECOND)[place]
        _label(flow, x, label)
        lines(flow, x + style.LABEL, texts[place])
    _close(flow, height)


def _whole(flow: Flow, fact: Fact) -> None:
    label, text = fact
    told = _told(text, style.WIDTH - style.LABEL)
    for place, portion in enumerate(flow.portions(told, lead(style.TEXT), 2 * style.PAD)):
        flow.y -= style.PAD
        if not place:
            _label(flow, style.LEFT, label)
        _close(flow, lines(flow, style.LEFT + style.LABEL, portion))


def _label(flow: Flow, x: float, label: str) -> None:
    base = flow.y - style.TEXT * style.ASCENT  # on the base line of the fact
    flow.put(Text(x, base, label, style.SMALL, muted=True))


def _close(flow: Flow, height: float) -> None:
    flow.y -= height + style.PAD
    flow.put(Rule(style.LEFT, flow.y, style.WIDTH))


def device_facts(device: Device) -> list[Row]:
    """What identifies a device."""
    return [
        (("Resursa nosaukums", device.name),),
        (
            ("Modelis", device.model or words.NOTHING),
            ("Sērijas numurs", device.serial_number or words.NOTHING),
        ),
        (
            ("Inventāra numurs", device.inventory_number or words.NOTHING),
            ("Birka", device.asset_tag),
        ),
        (
            ("Vērtība", words.money_text(device.value_eur)),
            ("Stāvoklis izsniedzot", device.condition or words.NOTHING),
        ),
    ]
