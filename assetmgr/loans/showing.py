"""What the page of an act says of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from assetmgr.audit.models import AuditEntry
from assetmgr.loans.codes import ActStatus, Paper
from assetmgr.loans.models import Act
from assetmgr.loans.policy.acts import may_undo
from assetmgr.loans.queries.one_act import ActView
from assetmgr.loans.words import PAPER_WORDS, accessories_text
from assetmgr.web.formats import date_text, datetime_text, language

ACTIONS: Final[Mapping[str, Any]] = {
    "preparing": _("Drafted"),
    "prepared": _("Prepared"),
    "agreed": _("A guardian agreed"),
    "issued": _("Issued"),
    "cancelled": _("Cancelled"),
    "undone": _("Hand-out undone"),
    "signed": _("Signed on the screen"),
    "paper added": _("A file was added"),
    "rumis number": _("RUMIS number noted"),
    "longer asked": _("The borrower asked for longer"),
    "extended": _("Extended"),
    "extension refused": _("Longer use refused"),
    "corrected": _("Corrects another act"),
    "superseded": _("Superseded"),
    "correction undone": _("Correction undone"),
    "returned": _("Returned"),
    "return undone": _("Return undone"),
    "lost": _("Noted as lost"),
    "stolen": _("Noted as stolen"),
    "found": _("Found again"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history: when, what, by whom, and the details."""

    when: str
    what: str
    who: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What may be done with an act now."""

    issue: bool = False
    cancel: bool = False
    sign: bool = False
    attach: bool = False
    correct: bool = False
    extend: bool = False
    take_back: bool = False
    swap: bool = False
    lose: bool = False
    undo: bool = False
    print: bool = False
    print_return: bool = False


def may_of(view: ActView, now: datetime) -> May:
    """What may follow."""
    act, is_readable = view.act, view.content is not None
    is_issued = act.status is ActStatus.ISSUED
    is_returned = act.status is ActStatus.RETURNED
    return May(
        issue=act.status is ActStatus.PREPARED,
        cancel=act.status in {ActStatus.PREPARING, ActStatus.PREPARED},
        sign=is_issued and act.signed_at is None and is_readable,
        attach=act.issued_at is not None and is_readable,
        correct=is_issued and is_readable,
        extend=is_issued and act.due_on is not None,
        take_back=is_issued,
        swap=is_issued and is_readable,
        lose=is_issued and is_readable,
        undo=not view.is_exchange and _may_undo(act, now),
        print=is_readable and act.status is not ActStatus.PREPARING,
        print_return=is_returned and is_readable and not view.is_corrected,
    )


def _may_undo(act: Act, now: datetime) -> bool:
    if act.status is ActStatus.ISSUED:
        return may_undo(act.issued_at, now, signed=act.signed_at is not None)
    if act.status is ActStatus.RETURNED and act.superseded_at is None:
        return may_undo(act.ended_at, now, signed=False)
    return False


def history(entries: Iterable[AuditEntry]) -> list[Line]:
    """The audit trail in words."""
    return [
        Line(
            datetime_text(one.at, language()),
            str(ACTIONS.get(one.action, one.action)),
            one.actor_name,
            "; ".join(_details(one.before or {}, one.after or {})),
        )
        for one in entries
    ]


def _details(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if "due_on" in after:
        yield from _days(before.get("due_on"), after["due_on"])
    if after.get("what") in set(Paper):
        yield str(PAPER_WORDS[Paper(after["what"])])
    if "accessories" in after and before.get("accessories") != after["accessories"]:
        told = accessories_text(after["accessories"])
        yield gettext("accessories: %(told)s", told=told or gettext("none"))
    for name in ("rumis_number", "by", "supersedes"):
        if isinstance(after.get(name), str) and after[name] not in {"strokes", "name"}:
            yield after[name]
    for name in ("contents_sha256", "sha256"):
        if after.get(name):
            yield f"SHA-256 {after[name][:16]}…"


def _days(before: str | None, after: str | None) -> Iterator[str]:
    was, is_now = _day(before), _day(after)
    if was and is_now and was != is_now:
        yield f"{was} → {is_now}"
    elif is_now:
        yield gettext("until %(day)s", day=is_now)


def _day(told: str | None) -> str:
    return date_text(date.fromisoformat(told), language()) if told else ""
