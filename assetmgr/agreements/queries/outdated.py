"""Institutions whose terms do not say what the municipality decided."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Terms
from assetmgr.agreements.policy.first_terms import months_stated
from assetmgr.custody.policy.monitoring import SILENT
from assetmgr.institutions.models import Institution
from assetmgr.lending.policy.settings import Policy


@dataclass(frozen=True, slots=True)
class Outdated:
    """An institution by its newest terms.

    `denies_custody`: they say that nothing of the kind is compared, so its loans are not.
    `months`: what they state of when names go, where it is not the policy's.
    """

    code: str
    name: str
    denies_custody: bool
    months: tuple[int, ...]


def outdated(session: Session, policy: Policy) -> list[Outdated]:
    """Those within the scope, by code."""
    newest = select(func.max(Terms.id)).group_by(Terms.institution_id)
    rows = session.execute(
        select(Institution.code, Institution.short_name, Terms.monitoring, Terms.text)
        .join(Terms, Terms.institution_id == Institution.id)
        .where(Terms.id.in_(newest))
        .order_by(Institution.code)
    )
    found = [
        Outdated(
            code,
            name,
            monitoring == SILENT,
            tuple(sorted(months_stated(text) - {policy.forget_after_months})),
        )
        for code, name, monitoring, text in rows
    ]
    return [one for one in found if one.denies_custody or one.months]
