"""Keeping an institution's choices, and the municipality's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.errors import refusing
from assetmgr.lending.models import LendingPolicy, LendingSetting
from assetmgr.lending.policy.settings import Policy, Settings, ensure_sensible
from assetmgr.lending.queries.settings import policy_or_none, setting_or_none

_POLICY_ROW = 1


def keep_settings(
    session: Session,
    institution_id: int,
    code: str,
    wanted: Settings,
    *,
    actor: Actor,
    now: datetime,
) -> bool:
    """Keep how the institution with this code lends; whether anything changed.

    Raises:
        Refused: a day is none of the year, or days and weeks are not within their bounds.
    """
    ensure_sensible(wanted)
    stored = setting_or_none(session, institution_id)
    values = _columns(wanted)
    before = {name: getattr(stored, name) for name in values} if stored else _columns(Settings())
    if stored is None and before != values:
        session.add(LendingSetting(institution_id=institution_id, **values))
    elif stored is not None:
        _set(stored, values)
    if before == values:
        return False
    with refusing():  # two may keep the first ones at one moment
        session.flush()
    subject: dict[str, Any] = {
        "subject": "lending_setting",
        "subject_id": institution_id,
        "label": code,
    }
    told = _changes(before, values)
    record(
        session,
        entry(
            action="changed", institution_id=institution_id, actor=actor, now=now, **subject, **told
        ),
    )
    session.flush()
    return True


def keep_policy(session: Session, wanted: Policy, *, actor: Actor, now: datetime) -> bool:
    """Keep what the municipality decided; whether anything changed.

    Raises:
        Refused: names would be kept for less than a month or more than ten years.
        ScopeError: the session is not the municipality's.
    """
    wanted.ensure_sensible()
    stored = policy_or_none(session)
    values = {"custody_on": wanted.custody_on, "forget_after_months": wanted.forget_after_months}
    defaults = Policy()
    before = {name: getattr(stored or defaults, name) for name in values}
    if before == values:
        return False
    if stored is None:
        session.add(LendingPolicy(id=_POLICY_ROW, **values))
    else:
        _set(stored, values)
    with refusing():  # two may keep the first one at one moment
        session.flush()
    subject: dict[str, Any] = {
        "subject": "lending_policy",
        "subject_id": _POLICY_ROW,
        "label": "lending",
    }
    told = _changes(before, values)
    record(
        session,
        entry(action="changed", institution_id=None, actor=actor, now=now, **subject, **told),
    )
    session.flush()
    return True


def _set(stored: LendingSetting | LendingPolicy, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(stored, name, value)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    changed = [name for name in after if before[name] != after[name]]
    return {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }


def _columns(wanted: Settings) -> dict[str, Any]:
    return {
        "takes_requests": wanted.takes_requests,
        "year_ends_month": wanted.year_ends[0],
        "year_ends_day": wanted.year_ends[1],
        "support_first": wanted.support_first,
        "remind_before": list(wanted.remind_before),
        "remind_after": list(wanted.remind_after),
        "unused_weeks": wanted.unused_weeks,
    }
