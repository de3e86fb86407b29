"""The first page: what I have, what I wait for, what can be borrowed."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from assetmgr.auth.codes import Permission
from assetmgr.borrowing.queries.own import loans_now, requests_now
from assetmgr.borrowing.queries.schools import School
from assetmgr.borrowing.routes.blueprint import own_schools, pages, persons
from assetmgr.borrowing.words import CARE
from assetmgr.extensions import db
from assetmgr.lending.queries.available import available
from assetmgr.people.codes import PersonRole
from assetmgr.requests.queries.queue import places
from assetmgr.web.access import requires
from assetmgr.web.clock import today


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind that a school lends: how many are free now, and whether one waits for it already."""

    code: str
    name_lv: str
    name_en: str
    free: int
    is_asked: bool


@dataclass(frozen=True, slots=True)
class SchoolOffers:
    """What a school lends to the borrower."""

    person_id: int
    school: School
    offers: list[Offer]


@pages.get("")
@requires(Permission.BORROW)
def home() -> ResponseReturnValue:
    """Everything that is one's own, on one page."""
    session = db.session()
    waiting = requests_now(session)
    return render_template(
        "borrowing/home.html",
        loans=loans_now(session),
        waiting=waiting,
        places=places(session, [one.request for one in waiting], today()),
        offers=_offers({(one.request.person_id, one.request.kind_id) for one in waiting}),
        care=CARE,
    )


def _offers(asked: set[tuple[int, int]]) -> list[SchoolOffers]:
    there = [one for one in persons() if one.left_on is None]
    found = available(db.session(), {one.institution_id for one in there}, today())
    return [
        SchoolOffers(
            one.id,
            own_schools()[one.institution_id],
            [
                Offer(
                    kind.code,
                    kind.name_lv,
                    kind.name_en,
                    kind.pupils if one.role is PersonRole.PUPIL else kind.teachers,
                    (one.id, kind.kind_id) in asked,
                )
                for kind in found.get(one.institution_id, ())
            ],
        )
        for one in there
    ]
