"""The blueprint of the requests desk, and what its views share."""

from flask import Blueprint, abort, url_for

from assetmgr.extensions import db
from assetmgr.people.models import Person
from assetmgr.people.queries import person_or_none
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.one import request_or_none
from assetmgr.web.institution_in_view import mine

pages = Blueprint("requests", __name__, url_prefix="/requests")


def load(request_id: int) -> LoanRequest:
    """The request within the scope; 404 to strangers."""
    return request_or_none(db.session(), request_id) or abort(404)


def asked_by(request: LoanRequest) -> Person:
    """Whoever asked."""
    return person_or_none(db.session(), request.person_id) or abort(404)


def hand_out_address(one: LoanRequest) -> str:
    """Where the device is handed out, with the person chosen."""
    code = next((place.code for place in mine() if place.id == one.institution_id), None)
    address: str = url_for("loans.hand_out", institution=code, person=one.person_id)
    return address
