"""What the desk sends: small, read without a form's cost, for each scan is one request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from assetmgr.devices.codes import Status
from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.codes import ReturnState
from assetmgr.loans.operations.taking_back import Brought
from assetmgr.loans.policy.desk import Fix
from assetmgr.web.addresses import key_of

LONGEST_CODE = 400
LONGEST_NOTE = 500
LONGEST_NAME = 200
_EXTRAS = tuple((one.value, f"extra-{one.value}") for one in Accessory)
"""Codes of accessories, and the names of their counts."""

Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HandOut:
    """A code, for whom, and what goes with it.

    `again` is the tag that was refused before, `again_at` when; `due_on` is None where the day is
    that of the institution's own rule.
    """

    code: str
    person_id: int | None
    accessories: dict[str, int]
    due_on: date | None
    condition: str | None
    fix: Fix | None
    guardian: str
    again: str
    again_at: datetime | None


def hand_out_of(sent: Sent) -> HandOut:
    """What was sent; a part that cannot be read counts as not sent."""
    due, usual = _day(sent.get("due_on", "")), _day(sent.get("usual_due_on", ""))
    return HandOut(
        code=_text(sent, "code", LONGEST_CODE),
        person_id=key_of(sent.get("person", "")),
        accessories=accessories_of(sent),
        due_on=due if due != usual else None,
        condition=_text(sent, "condition", LONGEST_NOTE) or None,
        fix=_fix(sent.get("fix", "")),
        guardian=_text(sent, "guardian_name", LONGEST_NAME),
        again=_text(sent, "again", LONGEST_CODE),
        again_at=_moment(sent.get("again_at", "")),
    )


def accessories_of(sent: Sent) -> dict[str, int]:
    """The counts that are told, by code; anything but a count from 0 to 99 is none."""
    counts = {code: sent.get(name, "") for code, name in _EXTRAS}
    return {
        code: int(text)
        for code, text in counts.items()
        if text.isascii() and text.isdecimal() and len(text) <= 2 and int(text)
    }


def brought_of(sent: Sent) -> Brought:
    """How a device came back."""
    state = next((one for one in ReturnState if one == sent.get("state")), ReturnState.WORKING)
    after = next((one for one in Status if one == sent.get(f"after-{state.value}")), None)
    return Brought(state, after, accessories_of(sent), _text(sent, "note", LONGEST_NOTE) or None)


def _text(sent: Sent, name: str, longest: int) -> str:
    return sent.get(name, "").strip()[:longest]


def _fix(text: str) -> Fix | None:
    return next((one for one in Fix if one == text), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= 11):
        return None
    return datetime.fromtimestamp(int(text), UTC)
