"""Guardians agree: on paper, by a file, by a link; drafts wait for it and new terms ask anew."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, ConsentLink
from assetmgr.agreements.operations.consents import record_consent, withdraw
from assetmgr.agreements.operations.links import send_link, send_links, use_link
from assetmgr.agreements.operations.terms import add_terms, ensure_terms
from assetmgr.agreements.policy.evidence import examined
from assetmgr.agreements.policy.links import digest_of
from assetmgr.agreements.queries.consents import standing_of, standings
from assetmgr.agreements.queries.links import linked
from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.loans.act.contents import GuardianConsent, Recipient, Relation
from assetmgr.loans.act.encoding import contents_sha256, from_json
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import ActContent
from assetmgr.loans.operations.handing_out import Made, Wish, hand_out, prepare
from assetmgr.outbox.models import OutboxMail
from assetmgr.people.models import Guardian, Person
from tests.agreements.containers import asice
from tests.support.lending import known, lend, make_available
from tests.support.town import ACTOR, NOW, TODAY, Town

WHEN: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}
BASE = "https://ierices.example"
LINK: dict[str, Any] = {"base_url": BASE, **WHEN}


def agreed_on_paper(session: Session, town: Town, name: str = "ada") -> Consent:
    person = town.persons[name]
    return record_consent(session, person, SignedHow.PAPER, "Anna Ābele", ACTOR, NOW)


def new_terms(session: Session, town: Town, title: str = "Second") -> None:
    add_terms(
        session,
        town.institutions["ABC"],
        title=title,
        text="1. Take care.",
        liability="x",
        liability_limit_eur=None,
        dispute="x",
        monitoring="x",
        actor=ACTOR,
        now=NOW,
    )


def test_an_agreement_on_paper_lets_a_minor_borrow(town: Town, session: Session) -> None:
    make_available(session, town, "K-0001")
    agreed_on_paper(session, town)
    wish = Wish(town.devices["K-0001"], town.persons["ada"])
    assert hand_out(session, wish, **WHEN).act.status is ActStatus.ISSUED


def test_noting_the_same_twice_leaves_one(town: Town, session: Session) -> None:
    assert agreed_on_paper(session, town) is agreed_on_paper(session, town)
    assert len(session.scalars(select(Consent)).all()) == 1


def drafted(session: Session, town: Town) -> Made:
    """An act for Ada that waits for her guardian."""
    wish = Wish(town.devices["K-0001"], town.persons["ada"])
    return known(session, prepare(session, [wish], **WHEN)[0])


def test_drafts_are_prepared_once_the_guardian_agreed(town: Town, session: Session) -> None:
    make_available(session, town, "K-0001", "K-0002")
    wishes = [
        Wish(town.devices[f"K-000{n}"], town.persons[p]) for n, p in ((1, "ada"), (2, "emils"))
    ]
    first, second = (known(session, one) for one in prepare(session, wishes, **WHEN))
    assert first.act.status is ActStatus.PREPARING
    agreed_on_paper(session, town)
    assert (first.act.status, second.act.status) == (ActStatus.PREPARED, ActStatus.PREPARING)


def test_a_draft_on_older_terms_takes_those_that_were_agreed_to(
    town: Town, session: Session
) -> None:
    make_available(session, town, "K-0001")
    made = drafted(session, town)
    new_terms(session, town)
    consent = agreed_on_paper(session, town)
    stored = session.scalars(select(ActContent).where(ActContent.act_id == made.act.id)).one()
    contents = from_json(stored.contents)
    assert (contents.terms.title, made.act.terms_id) == ("Second", consent.terms_id)
    assert made.act.contents_sha256 == contents_sha256(contents)


def test_whoever_agreed_receives_the_device_and_not_the_first_of_the_class_list(
    town: Town, session: Session
) -> None:
    make_available(session, town, "K-0001", "K-0002")
    draft = drafted(session, town)
    assert draft.contents.recipient == Recipient(name=None, relation=Relation.GUARDIAN)
    assert draft.contents.consent is None
    sent = send_link(session, town.persons["ada"], by_mail=False, **LINK)
    found = linked(session, digest_of(sent.address.removeprefix(f"{BASE}/g/")))
    assert found is not None
    terms = ensure_terms(session, town.institutions["ABC"], actor=ACTOR, now=NOW)
    use_link(session, found, terms, "Juris Ābele", now=NOW)
    made = hand_out(session, Wish(town.devices["K-0002"], town.persons["ada"]), **WHEN)
    stored = session.scalars(select(ActContent).where(ActContent.act_id == draft.act.id)).one()
    told = GuardianConsent(name="Juris Ābele", how=SignedHow.LINK, given_on=NOW.date())
    for contents in (from_json(stored.contents), made.contents):
        assert contents.recipient == Recipient(name="Juris Ābele", relation=Relation.GUARDIAN)
        assert contents.consent == told
    assert draft.act.contents_sha256 == contents_sha256(from_json(stored.contents))


def test_newer_terms_ask_anew_and_open_loans_keep_theirs(town: Town, session: Session) -> None:
    made = lend(session, town, "K-0001", "ada")
    kept = made.act.terms_id
    new_terms(session, town)
    make_available(session, town, "K-0002")
    with pytest.raises(Refused, match="guardian has not agreed"):
        hand_out(session, Wish(town.devices["K-0002"], town.persons["ada"]), **WHEN)
    assert (made.act.terms_id, made.act.status) == (kept, ActStatus.ISSUED)
    standing = standing_of(session, town.persons["ada"], NOW)
    assert standing is not None
    assert (standing.is_agreed, standing.earlier) == (False, 1)


def test_a_withdrawn_agreement_lets_nothing_more_be_lent(town: Town, session: Session) -> None:
    consent = agreed_on_paper(session, town)
    person = session.scalars(select(Person).where(Person.id == consent.person_id)).one()
    withdraw(session, consent, person, actor=ACTOR, now=NOW)
    make_available(session, town, "K-0001")
    with pytest.raises(Refused, match="guardian has not agreed"):
        hand_out(session, Wish(town.devices["K-0001"], town.persons["ada"]), **WHEN)
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(session, consent, person, actor=ACTOR, now=NOW)


def test_a_withdrawal_withdraws_all_and_ends_the_links_that_are_out(
    town: Town, session: Session
) -> None:
    person_id = town.persons["ada"]
    sent = send_link(session, person_id, by_mail=False, **LINK)
    consent = agreed_on_paper(session, town)
    scan = examined("form.pdf", b"%PDF-1.4 a scan")
    record_consent(session, person_id, SignedHow.PAPER, "Anna", ACTOR, NOW, file=scan)
    person = session.scalars(select(Person).where(Person.id == person_id)).one()
    withdraw(session, consent, person, actor=ACTOR, now=NOW)
    session.flush()
    session.expire_all()
    standing = standing_of(session, person_id, NOW)
    assert standing is not None
    assert (standing.is_agreed, standing.asked_at) == (False, None)
    found = linked(session, digest_of(sent.address.removeprefix(f"{BASE}/g/")))
    assert found is not None
    terms = ensure_terms(session, consent.institution_id, actor=ACTOR, now=NOW)
    with pytest.raises(Refused, match="too old"):
        use_link(session, found, terms, "Anna Ābele", now=NOW)
    anew = send_link(session, person_id, by_mail=False, **LINK)
    found = linked(session, digest_of(anew.address.removeprefix(f"{BASE}/g/")))
    assert found is not None
    assert use_link(session, found, terms, "Anna Ābele", now=NOW).withdrawn_at is None


def test_who_has_agreed_is_not_asked_once_more(town: Town, session: Session) -> None:
    agreed_on_paper(session, town)
    for by_mail in (True, False):
        with pytest.raises(Refused, match="has agreed already"):
            send_link(session, town.persons["ada"], by_mail=by_mail, **LINK)


def test_an_e_signed_file_is_kept_with_its_sum(town: Town, session: Session) -> None:
    file = examined("form.edoc", asice("ANNA ĀBELE"))
    person = town.persons["ada"]
    told = record_consent(session, person, SignedHow.CONTAINER, "Anna", ACTOR, NOW, file=file)
    assert (told.sha256, told.content, told.how) == (file.sha256, file.content, file.how)
    with pytest.raises(Refused, match="e-signed"):
        record_consent(session, person, SignedHow.PAPER, "Anna", ACTOR, NOW, file=file)
    with pytest.raises(Refused, match="e-signed file"):
        record_consent(session, person, SignedHow.CONTAINER, "Anna", ACTOR, NOW)


def test_a_mailed_link_is_kept_as_a_sum_and_mailed_after_the_commit(
    town: Town, session: Session
) -> None:
    sent = send_link(session, town.persons["ada"], by_mail=True, **LINK)
    token = sent.address.removeprefix(f"{BASE}/g/")
    mail = session.scalars(select(OutboxMail)).one()
    assert mail.recipient == "guardian.ada@home.example"
    assert sent.address in (mail.body or "")
    assert "Ābele" not in (mail.body or "")
    stored = session.scalars(select(ConsentLink)).one()
    assert token not in str({name: getattr(stored, name) for name in ("token_hash", "id")})
    assert stored.expires_at == NOW + timedelta(days=14)


def test_a_class_is_asked_in_few_statements_and_only_who_has_yet_to_agree(
    town: Town, session: Session
) -> None:
    agreed_on_paper(session, town, "emils")
    place = town.institutions["ABC"]
    sent = send_links(session, standings(session, place, NOW), by_mail=True, **LINK)
    assert [one.standing.person.id for one in sent] == [town.persons["ada"]]
    standing = standing_of(session, town.persons["ada"], NOW)
    assert standing is not None
    assert standing.asked_at == NOW


def test_without_an_address_there_is_a_slip(town: Town, session: Session) -> None:
    for guardian in session.scalars(
        select(Guardian).where(Guardian.person_id == town.persons["ada"])
    ):
        guardian.email = None
    session.flush()
    with pytest.raises(Refused, match="slip"):
        send_link(session, town.persons["ada"], by_mail=True, **LINK)
    assert not send_link(session, town.persons["ada"], by_mail=False, **LINK).is_mailed
    assert session.scalars(select(OutboxMail)).all() == []


def test_nobody_is_asked_for_an_adult(town: Town, session: Session) -> None:
    with pytest.raises(Refused, match="of age"):
        send_link(session, town.persons["teacher"], by_mail=False, **LINK)


def test_the_trail_names_keys_and_never_a_guardian(town: Town, session: Session) -> None:
    agreed_on_paper(session, town)
    send_link(session, town.persons["emils"], by_mail=True, **LINK)
    session.flush()
    of_consents = select(AuditEntry).where(AuditEntry.subject_type == "consent")
    rows = session.scalars(of_consents.order_by(AuditEntry.id)).all()
    assert [(one.action, one.subject_label) for one in rows] == [
        ("agreed", "KEYADA"),
        ("asked", "KEYEMILS"),
    ]
    assert "Anna" not in str([(one.before, one.after, one.actor_name) for one in rows])


def test_an_institution_without_own_terms_begins_with_the_products(
    town: Town, session: Session
) -> None:
    consent = agreed_on_paper(session, town)
    terms = ensure_terms(session, consent.institution_id, actor=ACTOR, now=NOW)
    assert (terms.version, terms.id) == (1, consent.terms_id)
