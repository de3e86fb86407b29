"""What every page that prints labels shares: the paper and its picture, the file."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import Any, Final

from flask import Response, request, send_file, url_for
from flask_babel import gettext, ngettext

from assetmgr.db.errors import Refused
from assetmgr.labeling.forms.wish import ASKED, Wish
from assetmgr.labeling.operations.drawing import write_labels
from assetmgr.labeling.pictures import label_picture, sheet_picture
from assetmgr.labeling.policy.papers import Format, Paper
from assetmgr.web import formats
from labels.spec import LabelSpec

SHOWN: Final = 6
"""Labels in a preview."""

_KINDS: Final = {
    Format.PDF: ("pdf", "application/pdf"),
    Format.ZPL: ("zpl", "application/octet-stream"),
    Format.BROTHER: ("bin", "application/octet-stream"),
}


def as_file(labels: Iterable[LabelSpec], wish: Wish, name: str) -> Response:
    """The labels as a download that is called `name`, with its ending.

    Raises:
        Refused: they cannot be printed so.
    """
    ending, mimetype = _KINDS[wish.paper.format]
    out = TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        write_labels(labels, wish.paper, out, start=wish.start, offset=wish.offset)
    except Refused:
        out.close()
        raise
    out.seek(0)
    return send_file(out, mimetype, as_attachment=True, download_name=f"{name}.{ending}")


def paper_shown(wish: Wish, papers: Sequence[Paper], count: int, page: str) -> dict[str, Any]:
    """What a template needs to show the paper: choices, size, number of pages, the first sheet.

    `page` is the endpoint whose address a click on a place of the sheet changes.
    """
    sheet = wish.paper.sheet

    def start_at(place: int) -> str:
        return url_for(page, **asked(start=place))

    return {
        "wish": wish,
        "sheet_options": [(paper.key, paper.name) for paper in papers],
        "paper_size": _size(wish.paper),
        "picture": sheet_picture(sheet, wish.start, count, address=start_at, name=_start_name)
        if sheet
        else None,
    }


def previews(labels: Iterable[LabelSpec], paper: Paper) -> list[str]:
    """Pictures of labels as they come out.

    Raises:
        Refused: an installation's address or a text fits no code.
    """
    return [label_picture(one, paper.face, one.tag) for one in labels]


def asked(**changes: Any) -> dict[str, Any]:
    """What the address of the page says, with changes."""
    told = {name: request.args.getlist(name) for name in ASKED if name in request.args}
    return {**told, **changes}


def _start_name(place: int) -> str:
    text: str = gettext("Start at place %(place)s", place=place)
    return text


def _size(paper: Paper) -> str:
    face = paper.face
    sides = [formats.number(side, formats.language(), 1) for side in (face.width, face.height)]
    size = f"{sides[0]} × {sides[1]} mm"
    if paper.sheet is None:
        return size
    text: str = ngettext(
        "%(num)s label of %(size)s", "%(num)s labels of %(size)s", paper.sheet.labels, size=size
    )
    return text
