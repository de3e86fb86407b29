"""One desk as a process of its own: what it does at the moment when all others do, too."""

from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, Final

from flask import Flask
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from assetmgr.audit.actor import Actor, Via
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import writing
from assetmgr.extensions import db
from assetmgr.i18n.marks import N_
from assetmgr.loans.operations.handing_out import Wish, hand_out, prepare
from assetmgr.loans.operations.taking_back import take_back
from assetmgr.loans.operations.undoing import undo_hand_out, undo_return
from assetmgr.loans.queries.returning import held_by_act, on_loan_by_device
from tests.support.town import TODAY

GONE: Final = Refused(N_("Nobody has it."))
Told = dict[str, Any]


def lend(session: Session, device_id: int, person_id: int, told: Told) -> str:
    return hand_out(session, Wish(device_id, person_id), **told).number


def ready(session: Session, device_id: int, person_id: int, told: Told) -> str:
    return prepare(session, [Wish(device_id, person_id)], **told)[0].number


def back(session: Session, device_id: int, _: int, told: Told) -> str:
    held = on_loan_by_device(session, device_id)
    if held is None:
        raise GONE
    take_back(session, held.act, held.device, held.number, since=held.since, **told)
    return held.number


def undo(session: Session, act_id: int, _: int, told: Told) -> str:
    return _undone(session, act_id, undo_hand_out, told)


def reopen(session: Session, act_id: int, _: int, told: Told) -> str:
    return _undone(session, act_id, undo_return, told)


def _undone(session: Session, act_id: int, how: Callable[..., None], told: Told) -> str:
    held = held_by_act(session, act_id)
    if held is None:
        raise GONE
    how(session, held.act, held.device, held.number, **told)
    return held.number


DEEDS: Final = {"lend": lend, "ready": ready, "back": back, "undo": undo, "reopen": reopen}


def at_work(
    app: Flask, barrier: Barrier, answer: Connection, deed: str, key: int, person: int
) -> None:
    """Do it with connections of its own; answer 'done: ' and the number, or 'refused: ' and why."""
    with app.app_context():
        db.engine.dispose(close=False)  # the parent's connections are the parent's
        barrier.wait(60)
        now = datetime.now(UTC)
        told = {"actor": Actor(f"desk {person}", Via.WEB), "now": now, "today": TODAY}
        try:
            with writing(db.session(), reason="a test's desk") as session:
                number = DEEDS[deed](session, key, person, told)
        except Refused as refused:
            answer.send(f"refused: {refused}")
        except StaleDataError:
            answer.send("refused: changed at this moment")
        else:
            answer.send(f"done: {number}")
        db.engine.dispose()
