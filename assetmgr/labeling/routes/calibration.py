"""The page that shows where a printer puts the labels of a sheet."""

from io import BytesIO

from flask import abort, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.routes.blueprint import load_institution
from assetmgr.labeling.policy.papers import ensure_offset, paper_named
from assetmgr.labeling.queries.styles import papers_of, style_of
from assetmgr.labeling.routes.blueprint import pages
from assetmgr.web import formats
from assetmgr.web.access import requires
from labels.calibration import CalibrationTexts, write_calibration
from labels.fit import Offset
from labels.sheets import Sheet


@pages.get("/settings/<code>/calibration")
@requires(Permission.LABELS)
def calibration(code: str) -> ResponseReturnValue:
    """The outlines of a sheet's labels (?sheet=, else the usual one) at the offset as it is."""
    institution = load_institution(code)
    style = style_of(db.session(), institution.id)
    papers = papers_of(db.session(), institution.id)
    paper = paper_named(request.args.get("sheet", ""), papers) or style.paper
    if paper.sheet is None:
        abort(404)
    out = BytesIO()
    texts = _texts(paper.sheet, style.offset)
    ensure_offset(paper.sheet, style.offset)
    write_calibration(paper.sheet, out, texts, offset=style.offset)
    out.seek(0)
    name = gettext("calibration") + f"-{paper.key}.pdf"
    return send_file(out, "application/pdf", as_attachment=True, download_name=name)


def _texts(sheet: Sheet, offset: Offset) -> CalibrationTexts:
    told = [formats.number(side, formats.language(), 1) for side in offset]
    return CalibrationTexts(
        gettext(
            "%(sheet)s: where the printer puts the labels (offset now %(x)s and %(y)s mm)",
            sheet=sheet.code,
            x=told[0],
            y=told[1],
        ),
        steps(),
    )


def steps() -> tuple[str, ...]:
    """How to measure an offset, as the page and the settings say it."""
    return (
        gettext(
            "Print this page on plain paper at its actual size, without fitting it to the page: "
            "on the rulers 100 mm must be 100 mm."
        ),
        gettext(
            "Lay it on an empty label sheet and hold both against the light. At each cross read "
            "by how many mm the corner of the label lies to the right of the cross (to the left: "
            "less than zero) and below it (above it: less than zero)."
        ),
        gettext(
            "Add the two numbers to the offset in the settings and print this page again: now "
            "the crosses stand on the corners."
        ),
    )
