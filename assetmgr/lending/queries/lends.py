"""What a poster and a letter say of an institution."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Terms
from assetmgr.agreements.policy.first_terms import first_terms
from assetmgr.agreements.queries.terms import current_terms
from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.models import Device, Kind
from assetmgr.institutions.models import Institution
from assetmgr.lending.paper.facts import Contact, Lends
from assetmgr.lending.policy.kinds import ALWAYS, FOR_PUPILS
from assetmgr.lending.queries.settings import policy_of, settings_of
from assetmgr.loans.act import contents as act


def lends(session: Session, institution: Institution, address: str) -> Lends:
    """The institution as one that lends to pupils, within the scope."""
    terms = current_terms(session, institution.id)
    return Lends(
        name=institution.name,
        kinds=_kinds(session, institution.id),
        contact=Contact(
            institution.contact_name, institution.contact_email, institution.contact_phone
        ),
        address=address,
        terms=_as_on_acts(terms) if terms else first_terms(policy_of(session)),
        year_ends=settings_of(session, institution.id).year_ends,
    )


def _kinds(session: Session, institution_id: int) -> tuple[str, ...]:
    """What it has for pupils to take home, lent or not."""
    found = session.scalars(
        select(Kind.code)
        .join(Device, Device.kind_id == Kind.id)
        .where(
            Device.institution_id == institution_id,
            Device.purpose.in_(FOR_PUPILS),
            Device.status.not_in(sorted(NOT_COUNTED)),
            Device.voided_at.is_(None),
            Kind.code.in_(ALWAYS),
        )
        .distinct()
    )
    return tuple(found)


def _as_on_acts(terms: Terms) -> act.Terms:
    limit = terms.liability_limit_eur
    return act.Terms(
        version=terms.version,
        title=terms.title,
        text=terms.text,
        liability=terms.liability,
        liability_limit_eur=None if limit is None else act.amount_text(limit),
        dispute=terms.dispute,
        monitoring=terms.monitoring,
    )
