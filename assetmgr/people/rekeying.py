"""All personal codes under the newest secret key: batch after batch, each its own transaction.

Who is killed in between leaves whole batches behind; the next run goes on with the others.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from flask import Flask

from assetmgr.audit.actor import Actor, Via
from assetmgr.audit.operations import entry, record
from assetmgr.db.secrets import Cipher
from assetmgr.db.transaction import writing
from assetmgr.extensions import config_of, db
from assetmgr.people.operations.rekeying import Rekeyed, rekey_codes, rekey_undo

REKEYS: Final = Actor("rekey", Via.COMMAND)
_REASON: Final = "personal codes go under the newest secret key"


@dataclass(frozen=True, slots=True)
class Done:
    """How many codes were stored anew, and the keys of people whose could not be (`Rekeyed`)."""

    rekeyed: int
    doubles: tuple[str, ...]
    unreadable: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no code needs an old key any more."""
        return not self.doubles and not self.unreadable

    def figures(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return asdict(self)


def rekey(app: Flask, now: datetime) -> Done:
    """Store each personal code anew that is not under the newest key; the trail has one entry."""
    cipher = config_of(app).cipher
    with app.app_context():
        steps = _codes(cipher)
        _undo(cipher)
        done = Done(
            sum(one.count for one in steps),
            tuple(key for one in steps for key in one.doubles),
            tuple(key for one in steps for key in one.unreadable),
        )
        if done.rekeyed:
            _note(done, now)
    return done


def _codes(cipher: Cipher) -> list[Rekeyed]:
    steps: list[Rekeyed] = []
    while True:
        with writing(db.session(), reason=_REASON) as session:
            step = rekey_codes(session, steps[-1].last if steps else 0, cipher)
        if step is None:
            return steps
        steps.append(step)


def _undo(cipher: Cipher) -> None:
    last: int | None = 0
    while last is not None:
        with writing(db.session(), reason=_REASON) as session:
            last = rekey_undo(session, last, cipher)


def _note(done: Done, now: datetime) -> None:
    with writing(db.session(), reason=_REASON) as session:
        told = entry(
            action="rekeyed",
            subject="personal_code",
            subject_id=0,
            label="",
            institution_id=None,
            before=None,
            after={"codes": done.rekeyed, "left": len(done.doubles) + len(done.unreadable)},
            actor=REKEYS,
            now=now,
        )
        record(session, told)
