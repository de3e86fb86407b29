"""Who is who on a class list, for any lists."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assetmgr.people.codes import PersonRole
from assetmgr.people.policy.identity import Identity
from assetmgr.people.policy.matching import match

NAMES = st.sampled_from(["anna", "berta", "centis"])
CLASSES = st.sampled_from([None, "1.a", "5.a", "6.a", "6.b", "7.a", "12.a", "bitites"])
KEYS = st.one_of(st.none(), st.sampled_from(["1", "2", "3"]))


@st.composite
def lists(draw: st.DrawFn) -> list[Identity]:
    """Rows of a class list, some with keys and some without, some of them doubled."""
    told = st.tuples(NAMES, CLASSES, KEYS, KEYS, KEYS)
    return [
        Identity(
            id=number,
            role=PersonRole.PUPIL,
            name=name,
            class_name=class_name,
            external_id=external_id,
            digest=digest,
            email=email,
        )
        for number, (name, class_name, external_id, digest, email) in enumerate(
            draw(st.lists(told, max_size=6)), start=2
        )
    ]


def namesake(number: int, external_id: str | None = None) -> Identity:
    """Anna of no class."""
    return Identity(
        id=number, role=PersonRole.PUPIL, name="anna", class_name=None, external_id=external_id
    )


def imported(rows: list[Identity], known: list[Identity]) -> list[Identity] | None:
    """Whom the register knows after a list; None where the list is refused."""
    found = match(rows, known)
    if found.clashes:
        return None
    after = {one.id: one for one in known}
    for row in rows:
        key = found.people.get(row.id, 1_000 + len(after))
        before = after.get(key, replace(row, id=key))
        told = {
            name: getattr(row, name) or getattr(before, name)
            for name in ("name", "class_name", "external_id", "digest", "email")
        }
        after[key] = replace(before, **told)
    return list(after.values()) if _is_unique(after.values()) else None


def _is_unique(people: object) -> bool:
    """What the database holds, and the plan refuses: no key twice."""
    every = list(people)  # type: ignore[call-overload]
    for name in ("external_id", "digest", "email"):
        values = [getattr(one, name) for one in every if getattr(one, name)]
        if len(values) != len(set(values)):
            return False
    return True


@settings(max_examples=300)
@given(lists(), lists())
def test_a_list_twice_is_a_list_once(first: list[Identity], second: list[Identity]) -> None:
    """Whatever the register knew before, and never doubles."""
    known = imported(first, []) or []
    after = imported(second, known)
    if after is None:
        return
    again = match(second, after)
    assert not again.clashes
    assert imported(second, after) == after
    assert len(set(again.people.values())) == len(second)


@given(lists(), lists())
def test_the_order_of_the_rows_tells_nothing(first: list[Identity], second: list[Identity]) -> None:
    known = imported(first, []) or []
    one, other = match(second, known), match(second[::-1], known)
    assert bool(one.clashes) == bool(other.clashes)
    if not one.clashes:
        assert one.people == other.people


@example([namesake(2)], [namesake(2, "1"), namesake(3, "2")])
@given(lists(), lists())
def test_no_person_gets_two_rows_and_no_row_two_people(
    first: list[Identity], second: list[Identity]
) -> None:
    known = imported(first, []) or []
    found = match(second, known)
    if not found.clashes:
        assert len(set(found.people.values())) == len(found.people)


@given(st.permutations(["1", "2", "3", "4", "5", "6"]), st.sets(st.integers(0, 5)))
def test_a_year_later_everybody_with_a_number_is_who_they_were(
    order: list[str], leavers: set[int]
) -> None:
    """Any names (here all the same), any classes, any order."""
    known = [
        Identity(id=n, role=PersonRole.PUPIL, name="anna", class_name=f"{n}.a", external_id=str(n))
        for n in range(1, 7)
    ]
    rows = [
        Identity(
            id=place + 2,
            role=PersonRole.PUPIL,
            name="anna",
            class_name=f"{int(number) + 1}.a",
            external_id=number,
        )
        for place, number in enumerate(order)
        if place not in leavers
    ]
    found = match(rows, known)
    assert not found.clashes
    assert found.people == {row.id: int(row.external_id or "") for row in rows}
