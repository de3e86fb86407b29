"""Rules about people that need no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.db.errors import Refused
from assetmgr.db.secrets import Cipher
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.policy.ages import comes_of_age, is_minor
from assetmgr.people.policy.classes import class_key, class_text, grade, may_follow
from assetmgr.people.policy.keys import ALPHABET, bare, code_hash, grouped, new_code, new_key
from assetmgr.people.policy.personal_code import bare_code, birth_date, has_check_digit, written

DAY = date(2024, 9, 2)
SECRET = "a key that only tests know, long enough"


@pytest.mark.parametrize("text", ["010110-21234", "01011021234", " 010110 - 21234 "])
def test_a_personal_code_is_read_with_its_hyphen_and_without(text: str) -> None:
    assert written(bare_code(text)) == "010110-21234"


@pytest.mark.parametrize("text", ["", "0101102123", "010110-2123a", "010110-212345", "١٢٣٤٥٦٧٨٩٠١"])
def test_anything_else_is_no_personal_code(text: str) -> None:
    with pytest.raises(Refused):
        bare_code(text)


def test_the_check_digit_follows_from_the_others() -> None:
    passing = [f"0101102123{digit}" for digit in range(10) if has_check_digit(f"0101102123{digit}")]
    weights = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    weighted = sum(int(d) * w for d, w in zip("0101102123", weights, strict=True))
    assert passing == [f"0101102123{(1101 - weighted) % 11}"]


def test_the_seventh_digit_tells_the_century() -> None:
    told = [birth_date(f"290200{century}1234") for century in "0123"]
    assert told == [None, None, date(2000, 2, 29), None]
    assert birth_date("32345678901") is None, "the new form tells no day"


def test_a_pupil_is_a_minor_until_the_18th_birthday_and_where_it_is_not_known() -> None:
    def somebody(role: PersonRole, adult_on: date | None) -> Person:
        return Person(role=role, adult_on=adult_on)

    pupil, employee = PersonRole.PUPIL, PersonRole.EMPLOYEE
    assert is_minor(somebody(pupil, None), DAY)
    assert is_minor(somebody(pupil, date(2024, 9, 3)), DAY)
    assert not is_minor(somebody(pupil, DAY), DAY)
    assert not is_minor(somebody(employee, None), DAY)
    assert comes_of_age(date(2008, 2, 29)) == date(2026, 3, 1)


def test_classes_have_one_spelling_and_their_order() -> None:
    assert {class_text(one) for one in ("6a", "6.A", " 6. a", "6-a", "06.a")} == {"6.a"}
    assert class_text("Zaķēnu  grupa") == "Zaķēnu grupa"
    told = ["10.a", None, "2.b", "2.a", "Bitītes", "1.c"]
    assert sorted(told, key=class_key) == ["1.c", "2.a", "2.b", "10.a", "Bitītes", None]
    assert (grade("12.c"), grade("Bitītes"), grade(None)) == (12, None, None)


def test_nobody_goes_from_the_last_class_to_the_first() -> None:
    assert may_follow("5.a", "6.b")
    assert may_follow("5.a", "5.a")
    assert may_follow(None, "1.a")
    assert not may_follow("12.a", "1.a")
    assert not may_follow("1.a", "9.a")


def test_codes_are_typed_as_people_type_them() -> None:
    code = new_code()
    assert set(code) <= set(ALPHABET)
    assert bare(f" {grouped(code).lower()} ") == code
    assert code_hash(grouped(code)) == code_hash(code)
    assert len(new_key()) == 12


@given(st.text())
def test_what_is_encrypted_comes_back_under_a_new_key_too(text: str) -> None:
    old, new = Cipher(SECRET), Cipher("another key that only tests know, new", [SECRET])
    token = old.encrypt(text.encode("utf-8", "surrogatepass"))
    assert new.decrypt(token) == text.encode("utf-8", "surrogatepass")


def test_a_digest_needs_the_key_and_is_found_under_the_old_one() -> None:
    old, new = Cipher(SECRET), Cipher("another key that only tests know, new", [SECRET])
    assert old.digest("1") == Cipher(SECRET).digest("1") != old.digest("2")
    assert new.digests("1") == (new.digest("1"), old.digest("1"))
    assert new.digest("1") != old.digest("1")
