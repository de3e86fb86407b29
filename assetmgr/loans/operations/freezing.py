"""What stands on an act, frozen from the register as it is at this moment."""

from collections.abc import Mapping
from datetime import date, datetime

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Terms
from assetmgr.audit.actor import Actor
from assetmgr.loans.act import contents as paper
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.models import Act
from assetmgr.loans.queries.borrowers import Lender, ToLendTo
from assetmgr.loans.queries.lendable import Lent
from assetmgr.riga import RIGA


def frozen(
    act: Act,
    lent: Lent,
    borrower: ToLendTo,
    lender: Lender,
    terms: Terms,
    *,
    number: str,
    supersedes: str | None,
    condition: str | None,
    issued_on: date,
    is_minor: bool,
    actor: Actor,
) -> paper.ActContents:
    """The contents of an act; the guardian who agreed for a minor receives the device."""
    consent = _consent(borrower) if is_minor else None
    return paper.ActContents(
        number=number,
        rumis_number=act.rumis_number,
        supersedes=supersedes,
        institution=lender.name,
        place=lender.place,
        issued_on=issued_on,
        due_on=act.due_on,
        device=_device(act, lent, condition),
        accessories=accessories_told(act.accessories),
        user=paper.User(
            name=borrower.called,
            class_name=borrower.class_name,
            role=borrower.role,
        ),
        recipient=_recipient(borrower, is_minor=is_minor),
        consent=consent,
        issued_by=paper.Official(name=actor.name, position=None),
        contact=_contact(lender),
        terms=frozen_terms(terms),
    )


def _device(act: Act, lent: Lent, condition: str | None) -> paper.Device:
    return paper.Device(
        name=lent.name,
        model=act.model,
        serial_number=act.serial_number,
        inventory_number=act.inventory_number,
        asset_tag=act.asset_tag,
        value_eur=None if act.value_eur is None else paper.amount_text(act.value_eur),
        condition=condition,
    )


def accessories_told(counts: Mapping[str, int]) -> tuple[paper.AccessoryCount, ...]:
    """Accessories as they stand on an act."""
    return tuple(paper.AccessoryCount(Accessory(code), count) for code, count in counts.items())


def _recipient(borrower: ToLendTo, *, is_minor: bool) -> paper.Recipient:
    if is_minor:
        return guardian_receives(borrower.guardian)
    name = borrower.called
    return paper.Recipient(name=name, relation=paper.Relation.SELF)


def guardian_receives(name: str | None) -> paper.Recipient:
    """A guardian as the one who receives a minor's device; without a name none agreed yet."""
    return paper.Recipient(name=name, relation=paper.Relation.GUARDIAN)


def _consent(borrower: ToLendTo) -> paper.GuardianConsent | None:
    if borrower.guardian is None or borrower.how is None or borrower.agreed_at is None:
        return None
    return consent_told(borrower.guardian, borrower.how, borrower.agreed_at)


def consent_told(name: str, how: SignedHow, given_at: datetime) -> paper.GuardianConsent:
    """A guardian's agreement as it stands on an act, with the day by the clock in Riga."""
    given_on = given_at.astimezone(RIGA).date()
    return paper.GuardianConsent(name=name, how=how, given_on=given_on)


def _contact(lender: Lender) -> paper.Contact | None:
    if lender.contact_name is None:
        return None
    return paper.Contact(
        name=lender.contact_name, email=lender.contact_email, phone=lender.contact_phone
    )


def frozen_terms(terms: Terms) -> paper.Terms:
    """A version of the terms as it stands on an act."""
    limit = terms.liability_limit_eur
    return paper.Terms(
        version=terms.version,
        title=terms.title,
        text=terms.text,
        liability=terms.liability,
        liability_limit_eur=None if limit is None else paper.amount_text(limit),
        dispute=terms.dispute,
        monitoring=terms.monitoring,
    )
