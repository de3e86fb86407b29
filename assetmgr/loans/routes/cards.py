"""A class's list with codes, so that a pupil is scanned like a device."""

from io import BytesIO

from flask import abort, current_app, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.extensions import config_of
from assetmgr.loans.policy.desk import card_url
from assetmgr.loans.printing.cards import Card, cards_pdf
from assetmgr.loans.routes import desk
from assetmgr.loans.routes.blueprint import pages
from assetmgr.people.routes.blueprint import place
from assetmgr.web.access import requires


@pages.get("/classes/codes.pdf")
@requires(Permission.LEND)
def class_cards() -> ResponseReturnValue:
    """The class with a QR code beside each name, as a PDF; ?class= or ?group=employees."""
    here = place()
    people = desk.people_here(here)
    if not people:
        abort(404)
    base = config_of(current_app).base_url
    cards = [Card(one.name, card_url(base, one.key)) for one in people]
    name = desk.group()[0] or gettext("Employees")
    content = cards_pdf(gettext("Class list with codes: %(name)s", name=name), here.name, cards)
    return send_file(
        BytesIO(content), "application/pdf", as_attachment=True, download_name="kodi.pdf"
    )
