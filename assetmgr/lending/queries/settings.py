"""An institution's choices, and the municipality's."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.lending.models import LendingPolicy, LendingSetting
from assetmgr.lending.policy.settings import DEFAULTS, NO_POLICY, Policy, Settings


def setting_or_none(session: Session, institution_id: int) -> LendingSetting | None:
    """The stored choices; None: the defaults hold."""
    return session.scalars(
        select(LendingSetting).where(LendingSetting.institution_id == institution_id)
    ).one_or_none()


def settings_of(session: Session, institution_id: int) -> Settings:
    """How an institution lends."""
    stored = setting_or_none(session, institution_id)
    if stored is None:
        return DEFAULTS
    return Settings(
        takes_requests=stored.takes_requests,
        year_ends=(stored.year_ends_month, stored.year_ends_day),
        support_first=stored.support_first,
        remind_before=tuple(stored.remind_before),
        remind_after=tuple(stored.remind_after),
        unused_weeks=stored.unused_weeks,
    )


def policy_or_none(session: Session) -> LendingPolicy | None:
    """What the municipality stored; None: the defaults hold."""
    return session.scalars(select(LendingPolicy).where(LendingPolicy.id == 1)).one_or_none()


def policy_of(session: Session) -> Policy:
    """What the municipality decided for all institutions."""
    stored = policy_or_none(session)
    return Policy(stored.custody_on, stored.forget_after_months) if stored else NO_POLICY
