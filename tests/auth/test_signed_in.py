"""What a person may do, and where."""

from assetmgr.auth.codes import Permission, Role
from assetmgr.auth.queries import Part, Person
from assetmgr.db.scope import Borrower, Institutions, Municipality
from assetmgr.web.signed_in import SignedIn


def somebody(*parts: tuple[Role, int | None]) -> SignedIn:
    played = tuple(Part(role, place, None) for role, place in parts)
    return SignedIn(Person(7, "Anna", "anna@town.example", "lv", played, "7.x", frozenset({41})))


def test_nobody_without_a_part_may_do_anything() -> None:
    nobody = somebody()
    assert not any(nobody.may(permission) for permission in Permission)
    assert nobody.scope_for(Permission.REGISTER_READ) == Institutions(frozenset())


def test_a_permission_reaches_the_institutions_of_the_roles_that_have_it() -> None:
    anna = somebody((Role.SCHOOL_ADMIN, 1), (Role.SCHOOL_STAFF, 2), (Role.BORROWER, 3))
    assert anna.scope_for(Permission.REGISTER_READ) == Institutions(frozenset({1, 2}))
    assert anna.scope_for(Permission.REGISTER_WRITE) == Institutions(frozenset({1}))
    assert [anna.may_in(Permission.REGISTER_WRITE, place) for place in (1, 2, 3)] == [
        True,
        False,
        False,
    ]


def test_a_municipal_role_reaches_every_institution() -> None:
    viewer = somebody((Role.MUNICIPAL_VIEWER, None))
    assert isinstance(viewer.scope_for(Permission.REGISTER_READ), Municipality)
    assert viewer.may_in(Permission.REGISTER_READ, 99)
    assert not viewer.may_in(Permission.REGISTER_WRITE, 99)


def test_an_institution_head_with_no_municipal_part_is_not_municipal() -> None:
    head = somebody((Role.INSTITUTION_HEAD, 1))
    assert not head.is_municipal
    assert head.scope_for(Permission.EXCHANGE) == Institutions(frozenset({1}))


def test_a_borrower_reaches_own_loans_alone() -> None:
    pupil = somebody((Role.BORROWER, 1))
    assert pupil.is_borrower_only
    assert pupil.scope_for(Permission.BORROW) == Borrower(frozenset({41}))
    assert not pupil.may(Permission.REGISTER_READ)
