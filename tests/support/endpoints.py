"""Every rule of the URL map with its places filled in, for tests that walk all of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.institutions.models import Headcount
from tests.support.town import Town

Argument = tuple[str, str]
"""A blueprint's name and the name of a place in its rules."""

_DEVICES: Final = {"ABC": "K-0001", "XYZ": "K-0101", "PII": "T-0001"}
OWNED: Final[Mapping[Argument, Callable[[Flask, Town, str], object]]] = {
    ("institutions", "code"): lambda app, town, code: code,
    ("institutions", "room_id"): lambda app, town, code: town.rooms[code],
    ("institutions", "headcount_id"): lambda app, town, code: _headcount(app, town, code),
    ("devices", "device_id"): lambda app, town, code: town.devices[_DEVICES[code]],
}
"""Places that stand for something of an institution: what it is there, by the place's code."""

FREE: Final[Mapping[Argument, str]] = {
    ("", "filename"): "css/base.css",
    ("auth", "code"): "lv",
    ("auth", "token"): "nothing",
    ("dashboard", "matter"): "past-updates",
    ("devices", "tag"): "K-0001",
    ("devices", "file_format"): "csv",
    ("exchange", "file_format"): "csv",
    ("exchange", "key"): "nothing",
    ("exchange", "what"): "devices",
    ("forecast", "file_format"): "csv",
    ("indicators", "code"): "1b",
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
