"""People of an institution, page by page."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.i18n.alphabet import latvian_key
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.policy.keys import KEY_LENGTH, bare
from assetmgr.people.policy.texts import name_key

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a list shows them."""

    id: int
    key: str
    role: PersonRole
    name: str
    class_name: str | None
    email: str | None
    adult_on: date | None
    left_on: date | None


def people_of(
    session: Session,
    institution_id: int,
    class_name: str | None = None,
    q: str = "",
    after: int | None = None,
    limit: int = PAGE,
    *,
    role: PersonRole | None = None,
    left: bool = False,
) -> list[PersonLine]:
    """People who are there (or, with `left`, who are gone), by name.

    Args:
        q: beginnings of names, in any order and without diacritics; or a person's whole key.
        after: the id that ended the page before; an id, as no name may stand in an address.
        limit: how many at most; a page is sorted by the Latvian alphabet, pages follow one
            another by the name without diacritics.
    """
    columns = [getattr(Person, name) for name in PersonLine.__slots__]
    statement = select(Person.id, *columns[1:]).where(
        Person.institution_id == institution_id,
        Person.forgotten_at.is_(None),
        Person.left_on.isnot(None) if left else Person.left_on.is_(None),
        *_asked(q),
    )
    if class_name is not None:
        statement = statement.where(Person.class_name == class_name)
    if role is not None:
        statement = statement.where(Person.role == role)
    statement = _after(statement, after).order_by(Person.search_text, Person.id).limit(limit)
    return [PersonLine(*row) for row in session.execute(statement)]


def in_latvian_order(lines: list[PersonLine]) -> list[PersonLine]:
    """The lines of one page by the Latvian alphabet."""
    return sorted(lines, key=lambda one: latvian_key(one.name))


def _asked(q: str) -> list[ColumnElement[bool]]:
    terms = name_key(q).split()
    if len(bare(q)) == KEY_LENGTH and len(terms) == 1:
        return [or_(Person.key == bare(q), _has_word(terms[0]))]
    return [_has_word(term) for term in terms]


def _has_word(term: str) -> ColumnElement[bool]:
    return or_(
        Person.search_text.startswith(term, autoescape=True),
        Person.search_text.contains(f" {term}", autoescape=True),
    )


def _after(statement: Select[Any], after: int | None) -> Select[Any]:
    if after is None:
        return statement
    last = aliased(Person)
    name = select(last.search_text).where(last.id == after).scalar_subquery()
    return statement.where(
        or_(Person.search_text > name, and_(Person.search_text == name, Person.id > after))
    )
