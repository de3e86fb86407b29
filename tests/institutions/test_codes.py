"""Institutions by their codes, as commands name them."""

import pytest
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.operations import add_institutions
from assetmgr.institutions.queries import institution_ids
from tests.support.town import ACTOR, NOW, Town


def add(session: Session, code: str) -> int:
    facts = {"code": code, "name": code, "short_name": code, "type": InstitutionType.SCHOOL}
    return add_institutions(session, [facts], actor=ACTOR, now=NOW)[0]


def test_codes_are_taken_in_any_case_and_give_each_institution_once(
    town: Town, session: Session
) -> None:
    ids = town.institutions
    assert institution_ids(session, ["xyz", "Abc", " XYZ "]) == [ids["XYZ"], ids["ABC"]]


def test_letters_beyond_ascii_are_compared_too(session: Session) -> None:
    added = add(session, "ĀŽI")
    assert institution_ids(session, ["āži"]) == [added]


def test_the_exact_spelling_goes_before_another_case(town: Town, session: Session) -> None:
    other = add(session, "abc")
    assert institution_ids(session, ["abc", "ABC"]) == [other, town.institutions["ABC"]]


def test_every_unknown_code_is_named(town: Town, session: Session) -> None:
    with pytest.raises(Refused, match="no institution has the code Q, R"):
        institution_ids(session, ["Q", "ABC", "R"])
