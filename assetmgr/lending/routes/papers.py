"""The poster and the letter for parents."""

from io import BytesIO
from typing import Any

from flask import Response, abort, send_file
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import db
from assetmgr.institutions.routes.blueprint import load_institution
from assetmgr.lending.paper.facts import Lends
from assetmgr.lending.paper.letter import letter_pdf
from assetmgr.lending.paper.poster import SCALES, poster_pdf
from assetmgr.lending.queries.lends import lends
from assetmgr.lending.routes.blueprint import pages
from assetmgr.lending.routes.board import public_address
from assetmgr.web.access import requires
from assetmgr.web.clock import today


@pages.get("/lending/board/<code>/poster-<paper>.pdf")
@requires(Permission.LENDING_READ)
def poster(code: str, paper: Any) -> Response:
    """The poster for pupils: a4 or a3."""
    if paper not in SCALES:
        abort(404)
    name = gettext("poster") + f"-{code}-{paper}.pdf"
    return _file(poster_pdf(_lends(code), paper), name)


@pages.get("/lending/board/<code>/letter.pdf")
@requires(Permission.LENDING_READ)
def letter(code: str) -> Response:
    """The letter for parents, dated today."""
    return _file(letter_pdf(_lends(code), today()), gettext("letter-to-parents") + f"-{code}.pdf")


def _lends(code: str) -> Lends:
    return lends(db.session(), load_institution(code), public_address(code))


def _file(content: bytes, name: str) -> Response:
    return send_file(BytesIO(content), "application/pdf", download_name=name)
