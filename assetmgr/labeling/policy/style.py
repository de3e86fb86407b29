"""What stands on the labels of an institution, and where its printer puts them."""

from dataclasses import dataclass

from assetmgr.labeling.codes import LabelLine
from assetmgr.labeling.policy.papers import USUAL, Paper, known_papers, paper_named
from labels.fit import NO_OFFSET, Offset

DEFAULT_LINES = (LabelLine.OWNER, LabelLine.MODEL)


@dataclass(frozen=True, slots=True)
class Style:
    """The lines under the tag, a line of free text, the usual paper, the printer's offset in mm."""

    lines: tuple[LabelLine, ...]
    free_line: str | None
    paper: Paper
    offset: Offset


@dataclass(frozen=True, slots=True)
class Shown:
    """What a label may say of a device; the kind stands where no model is told."""

    owner: str
    model: str | None
    kind: str
    room: str | None
    inventory_number: str | None
    serial_number: str | None


def usual_style() -> Style:
    """The style of an institution that chose none."""
    paper = paper_named(USUAL, known_papers())
    if paper is None:
        raise LookupError(USUAL)
    return Style(DEFAULT_LINES, None, paper, NO_OFFSET)


def lines_for(shown: Shown, style: Style) -> tuple[str, ...]:
    """The texts under the tag, in the order of LabelLine, the free line last; in Latvian."""
    told = {
        LabelLine.OWNER: shown.owner,
        LabelLine.MODEL: shown.model or ("" if LabelLine.KIND in style.lines else shown.kind),
        LabelLine.KIND: shown.kind,
        LabelLine.ROOM: shown.room,
        LabelLine.INVENTORY_NUMBER: _named("Inv.", shown.inventory_number),
        LabelLine.SERIAL_NUMBER: _named("S/N", shown.serial_number),
    }
    chosen = [told[line] for line in LabelLine if line in style.lines]
    return tuple(text for text in (*chosen, style.free_line) if text)


def _named(name: str, number: str | None) -> str | None:
    return f"{name} {number}" if number else None
