"""Borrowers' data: who of the municipality, of a school and of its pupils sees what."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.audit.operations import entry, record
from assetmgr.db.scope import (
    Borrower,
    Institutions,
    Municipality,
    Scope,
    ScopeError,
    handles,
    set_scope,
)
from assetmgr.db.transaction import begin_writing, writing
from assetmgr.extensions import db
from assetmgr.loans.models import Act, ActContent
from assetmgr.people.models import Person, SocialSupport
from assetmgr.requests.models import LoanRequest
from tests.support.lending import lend, lending_rows
from tests.support.town import ACTOR, NOW, Town

Seen = Callable[[Scope], AbstractContextManager[Session]]


@pytest.fixture
def seen(app: Flask, town: Town) -> Seen:
    """Sessions of any scope, on loans to Ada (ABC), Emīls (ABC, sensitive) and Zane (XYZ)."""
    with app.app_context(), writing(db.session(), reason="a test's loans") as session:
        session.add_all(lending_rows(session, town, "ada", "K-0001"))
        session.add_all(lending_rows_of_another(session, town))
        session.add(
            SocialSupport(
                person_id=town.persons["ada"],
                institution_id=town.institutions["ABC"],
                noted_at=NOW,
                noted_by="x",
            )
        )
        lend(session, town, "K-0002", "emils").act.sensitive = True

    @contextmanager
    def narrowed(scope: Scope) -> Iterator[Session]:
        with app.app_context():
            session = db.session()
            begin_writing(session)
            set_scope(session, scope)
            yield session
            session.rollback()

    return narrowed


def lending_rows_of_another(session: Session, town: Town) -> list[object]:
    return lending_rows(session, town, "zane", "K-0101")


def names(session: Session) -> set[str | None]:
    return set(session.scalars(select(Person.name)))


def borrowers(session: Session, town: Town) -> set[str]:
    by_id = {key: name for name, key in town.persons.items()}
    return {by_id[key] for key in session.scalars(select(Act.person_id))}


def test_the_municipality_counts_loans_and_reads_no_borrower(seen: Seen, town: Town) -> None:
    with seen(Municipality("a test")) as session:
        assert borrowers(session, town) == {"ada", "zane"}
        for model in (Person, ActContent, LoanRequest, SocialSupport):
            assert session.scalars(select(model)).all() == []


def test_who_lends_at_one_institution_sees_its_people_alone(seen: Seen, town: Town) -> None:
    abc = frozenset({town.institutions["ABC"]})
    with seen(Municipality("a test", people_of=abc)) as session:
        assert names(session) == {"Ada Ābele", "Emīls Egle", "Tija Tauriņa"}


def test_what_is_sensitive_only_a_named_handler_sees(seen: Seen, town: Town) -> None:
    abc = frozenset({town.institutions["ABC"]})
    with seen(Institutions(abc)) as session:
        assert borrowers(session, town) == {"ada"}
        assert session.scalars(select(SocialSupport)).all() == []
    with seen(Institutions(abc, handles=abc)) as session:
        assert borrowers(session, town) == {"ada", "emils"}
        assert len(session.scalars(select(SocialSupport)).all()) == 1


def test_a_handler_of_one_institution_is_none_at_another(seen: Seen, town: Town) -> None:
    both = frozenset(town.institutions.values())
    xyz = frozenset({town.institutions["XYZ"]})
    with seen(Institutions(both, handles=xyz)) as session:
        assert borrowers(session, town) == {"ada", "zane"}
    assert not handles(Institutions(both, handles=xyz), town.institutions["ABC"])


def test_who_does_not_handle_what_is_sensitive_writes_none_of_it(seen: Seen, town: Town) -> None:
    with seen(Institutions(frozenset({town.institutions["ABC"]}))) as session:
        session.scalars(select(Act)).one().sensitive = True
        with pytest.raises(ScopeError):
            session.flush()


def test_a_borrower_reads_own_rows_alone(seen: Seen, town: Town) -> None:
    with seen(Borrower(frozenset({town.persons["ada"]}))) as session:
        assert names(session) == {"Ada Ābele"}
        assert borrowers(session, town) == {"ada"}
        assert session.scalars(select(SocialSupport)).all() == []
        assert session.scalars(select(AuditEntry)).all() == []


def test_a_borrower_writes_about_nobody_else(seen: Seen, town: Town) -> None:
    with seen(Borrower(frozenset({town.persons["ada"]}))) as session:
        request = session.scalars(select(LoanRequest)).one()
        request.note = "Man vajag mājām"
        session.flush()
        request.person_id = town.persons["emils"]
        with pytest.raises(ScopeError):
            session.flush()


def test_a_borrowers_deed_leaves_its_entry(seen: Seen, town: Town) -> None:
    with seen(Borrower(frozenset({town.persons["ada"]}))) as session:
        row = entry(
            action="submitted",
            subject="request",
            subject_id=1,
            label="P-ABC-1",
            institution_id=town.institutions["ABC"],
            before=None,
            after=None,
            actor=ACTOR,
            now=NOW,
        )
        record(session, row)
        session.flush()
