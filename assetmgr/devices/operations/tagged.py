"""Who else must know that devices get a tag: features that devices themselves do not know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor


class Tagged(NamedTuple):
    """A device with a new tag (`key` is the tag without case), and whose it is."""

    device_id: int
    institution_id: int
    key: str


class Listener(Protocol):
    """Takes in the same transaction what devices got; may raise Refused."""

    def __call__(
        self, session: Session, tagged: Sequence[Tagged], *, actor: Actor, now: datetime
    ) -> None: ...


_LISTENERS: Final[list[Listener]] = []


def on_tagged(listener: Listener) -> Listener:
    """Have `listener` told of every device that gets a tag, new or old, a batch at a time."""
    _LISTENERS.append(listener)
    return listener


def tell_tagged(session: Session, tagged: Sequence[Tagged], *, actor: Actor, now: datetime) -> None:
    """Tell those who asked.

    Raises:
        Refused: one of them forbids a tag.
    """
    for listener in _LISTENERS if tagged else ():
        listener(session, tagged, actor=actor, now=now)
