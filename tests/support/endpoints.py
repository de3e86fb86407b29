"""Every rule of the URL map with its places filled in, for tests that walk all of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from assetmgr.institutions.models import Building, Headcount, Site
from tests.support.agreed import consent_of, returned_of, with_terms
from tests.support.asking import request_of
from tests.support.labels import blank_of, own_sheet_of
from tests.support.lent import act_of
from tests.support.letters import mail_of
from tests.support.lost import case_of, paper_of
from tests.support.people import batch_of, membership_of, person_of
from tests.support.stocktakes import entry_of, phone_of, photo_of, stocktake_of
from tests.support.town import Town

Argument = tuple[str, str]
"""A blueprint's name and the name of a place in its rules."""

_DEVICES: Final = {"ABC": "K-0001", "XYZ": "K-0101", "PII": "T-0001"}
OWNED: Final[Mapping[Argument, Callable[[Flask, Town, str], object]]] = {
    ("agreements", "code"): with_terms,
    ("agreements", "consent_id"): consent_of,
    ("agreements", "person_id"): person_of,
    ("institutions", "code"): lambda app, town, code: code,
    ("institutions", "room_id"): lambda app, town, code: town.rooms[code],
    ("institutions", "site_id"): lambda app, town, code: _site(app, town, code),
    ("institutions", "building_id"): lambda app, town, code: _building(app, town, code),
    ("institutions", "headcount_id"): lambda app, town, code: _headcount(app, town, code),
    ("inventory", "entry_id"): entry_of,
    ("inventory", "phone_id"): phone_of,
    ("inventory", "stocktake_id"): stocktake_of,
    ("inventory", "uuid"): photo_of,
    ("joining", "stocktake_id"): stocktake_of,
    ("labeling", "blank"): blank_of,
    ("labeling", "code"): lambda app, town, code: code,
    ("labeling", "sheet_id"): own_sheet_of,
    ("custody", "act_id"): act_of,
    ("lending", "act_id"): act_of,
    ("lending", "code"): lambda app, town, code: code,
    ("loans", "act_id"): act_of,
    ("loans", "case_id"): case_of,
    ("loans", "paper_id"): paper_of,
    ("loans", "returned_id"): returned_of,
    ("outbox", "mail_id"): mail_of,
    ("people", "batch_id"): batch_of,
    ("people", "membership_id"): membership_of,
    ("people", "person_id"): person_of,
    ("requests", "request_id"): request_of,
    ("scanning", "room_id"): lambda app, town, code: town.rooms[code],
    ("devices", "device_id"): lambda app, town, code: town.devices[_DEVICES[code]],
}
"""Places that stand for something of an institution: what it is there, by the place's code."""

FREE: Final[Mapping[Argument, str]] = {
    ("", "filename"): "css/base.css",
    ("agreements", "token"): "nothing",
    ("agreements", "version"): "1",
    ("auth", "code"): "lv",
    ("auth", "provider"): "google",
    ("auth", "token"): "nothing",
    ("borrowing", "act_id"): "1",
    ("borrowing", "request_id"): "1",
    ("dashboard", "matter"): "past-updates",
    ("devices", "day"): "2022-08-15",
    ("devices", "tag"): "K-0001",
    ("devices", "file_format"): "csv",
    ("exchange", "file_format"): "csv",
    ("exchange", "key"): "nothing",
    ("exchange", "what"): "devices",
    ("forecast", "file_format"): "csv",
    ("indicators", "code"): "1b",
    ("inventory", "round_id"): "1",
    ("lending", "file_format"): "csv",
    ("lending", "holiday_id"): "1",
    ("loans", "file_format"): "csv",
    ("loans", "own_id"): "1",
    ("lending", "paper"): "a4",
    ("lending", "school"): "ABC",
    ("people", "key"): "nothing",
    ("people", "person_key"): "KEYADA",
    ("phones", "uuid"): "00000000-0000-4000-8000-000000000001",
    ("rumis", "day"): "2024-09-02",
    ("rumis", "name"): "2024-09-02-0123456789ab",
    ("rumis", "part"): "diff",
    ("rumis", "what"): "changes",
    ("usage", "file_format"): "csv",
}
"""Places that stand for nothing that belongs to an institution."""

_NOTHING: Final[Mapping[str, str]] = {}


def rules(app: Flask) -> list[Rule]:
    """Every rule, in the order of their text."""
    return sorted(app.url_map.iter_rules(), key=str)


def methods(rule: Rule) -> set[str]:
    """The methods of a rule that a page or a form uses."""
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def owned(rule: Rule) -> list[str]:
    """The places of a rule that stand for something of an institution."""
    return [name for name in sorted(rule.arguments) if _argument(rule, name) in OWNED]


def filled(
    app: Flask, town: Town, rule: Rule, code: str, foreign: Mapping[str, str] = _NOTHING
) -> str:
    """The address of a rule for institution `code`; single places may be another one's.

    Raises:
        KeyError: the rule has a place that stands neither in OWNED nor in FREE; say what it is.
    """
    values: dict[str, Any] = {}
    for name in rule.arguments:
        argument = _argument(rule, name)
        if argument in OWNED:
            values[name] = OWNED[argument](app, town, foreign.get(name, code))
        else:
            values[name] = FREE[argument]
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def misplaced(rule: Rule, other: str) -> Iterator[dict[str, str]]:
    """Every single owned place of a rule as another institution's, and all of them at once."""
    names = owned(rule)
    yield from ({name: other} for name in names)
    if len(names) > 1:
        yield dict.fromkeys(names, other)


def _argument(rule: Rule, name: str) -> Argument:
    return rule.endpoint.rpartition(".")[0], name


def _headcount(app: Flask, town: Town, code: str) -> int:
    place = Headcount.institution_id == town.institutions[code]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return session.scalars(select(Headcount.id).where(place)).one()


def _site(app: Flask, town: Town, code: str) -> int:
    place = Site.institution_id == town.institutions[code]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return session.scalars(select(Site.id).where(place)).one()


def _building(app: Flask, town: Town, code: str) -> int:
    """The institution's building, which is put up when first asked for."""
    place, site_id = town.institutions[code], _site(app, town, code)
    with app.app_context(), writing(db.session(), reason="a test") as session:
        known = session.scalars(select(Building).where(Building.site_id == site_id)).one_or_none()
        found = known or Building(institution_id=place, site_id=site_id, name="Korpuss")
        session.add(found)
        session.flush()
        return found.id
