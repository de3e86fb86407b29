"""Writing labels to a file: of devices, of rooms, of blank codes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.labeling.policy.papers import Paper, ensure_offset
from assetmgr.labeling.policy.style import Style, lines_for
from assetmgr.labeling.queries.picks import Pick
from assetmgr.labeling.queries.rooms import RoomPick
from labels.brother import USUAL_PRINTER, NoDriverError, write_brother
from labels.fit import NO_OFFSET, Offset
from labels.pdf import write_sheets
from labels.rolls import ZebraRoll
from labels.sheets import Sheet
from labels.spec import LabelSpec, room_label, tag_label
from labels.zpl import write_zpl


def device_labels(
    picks: Iterable[Pick], styles: Mapping[int, Style], base_url: str
) -> Iterator[LabelSpec]:
    """The labels of devices, each with the lines that its institution chose.

    Raises:
        ValueError: the installation's address does not fit into a compact QR code.
    """
    for pick in picks:
        lines = lines_for(pick.shown, styles[pick.institution_id])
        yield tag_label(base_url, pick.tag, lines)


def room_labels(rooms: Iterable[RoomPick], base_url: str) -> Iterator[LabelSpec]:
    """The labels of rooms.

    Raises:
        ValueError: the installation's address does not fit into a compact QR code.
    """
    return (room_label(base_url, room.id, room.name, room.lines) for room in rooms)


def blank_labels(codes: Iterable[str], lines: Sequence[str], base_url: str) -> Iterator[LabelSpec]:
    """The labels of codes that are on no device yet.

    Raises:
        ValueError: the installation's address does not fit into a compact QR code.
    """
    return (tag_label(base_url, code, tuple(lines)) for code in codes)


def write_labels(
    labels: Iterable[LabelSpec],
    paper: Paper,
    out: BinaryIO,
    *,
    start: int = 1,
    offset: Offset = NO_OFFSET,
    printer: str = USUAL_PRINTER,
) -> int:
    """Write the labels on a paper; the number of its pages, on a roll of its labels.

    `start` and `offset` are for sheets, `printer` is a model of Brother's.

    Raises:
        Refused: there is no label, the sheet has no such place, the offset takes a label off the
            page, a text is too long, or Brother's library is not installed.
    """
    try:
        match paper.made:
            case Sheet() as sheet:
                _check_start(sheet, start)
                ensure_offset(sheet, offset)
                return write_sheets(labels, sheet, out, start=start, offset=offset)
            case ZebraRoll() as roll:
                return write_zpl(labels, roll, out)
            case roll:
                return write_brother(labels, roll, out, printer=printer)
    except (ValueError, NoDriverError) as error:
        raise Refused(N_("No label can be printed: %(reason)s"), reason=str(error)) from error


def _check_start(sheet: Sheet, start: int) -> None:
    if not 1 <= start <= sheet.labels:
        raise Refused(
            N_("The sheet has places 1 to %(places)s."), field="start", places=sheet.labels
        )
