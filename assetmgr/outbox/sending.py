"""One round of sending: claim, hand over with no transaction open, note.

At least once: who dies between the server's answer and the note leaves a letter that is sent again
when its claim has passed, under the same Message-ID.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from flask import Flask

from assetmgr.config import ConfigError
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import config_of, db
from assetmgr.mail_settings import MailConfig
from assetmgr.outbox import queries
from assetmgr.outbox.codes import Reason
from assetmgr.outbox.letter import compose
from assetmgr.outbox.operations.claiming import (
    Claimed,
    claim,
    forget,
    give_up,
    mark_sent,
    put_off,
    release,
)
from assetmgr.outbox.smtp import NotSentError, Postman, ServerAwayError

BATCH: Final = 20
LEASE: Final = timedelta(minutes=10)
RESERVE: Final = timedelta(minutes=5)
"""No letter is begun in the last minutes of its claim: eight answers, each within 20 seconds."""
Clock = Callable[[], datetime]
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round did: letters sent, letters given up, letters that wait after it.

    `fault`: why the round ended early, as `queries.noted` says it.
    """

    sent: int
    failed: int
    waiting: int
    fault: str | None


def this_moment() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def send_due(app: Flask, clock: Clock = this_moment) -> Sent:
    """Send every letter that is due; of several who do this at once each has its own letters.

    Raises:
        ConfigError: no mail server is set.
    """
    config = config_of(app).mail
    if config.server is None:
        raise ConfigError("ASSETMGR_SMTP_URL: set it to send mail; until then letters wait")
    with app.app_context(), closing(Postman(config.server, config.sender.domain)) as postman:
        run = _Round(config, postman, clock)
        run.whole()
        with reading(db.session(), reason="a round of sending is reported") as session:
            return Sent(run.sent, run.failed, queries.waiting(session), run.fault)


def forget_old(app: Flask, now: datetime) -> int:
    """Clear letters that were given up long ago, whether mail is configured or not; how many."""
    with app.app_context(), writing(db.session(), reason="old letters are cleared") as session:
        return forget(session, now)


class _Round:
    """Batch after batch until nothing is due, or the server is away."""

    def __init__(self, config: MailConfig, postman: Postman, clock: Clock) -> None:
        self.sent = 0
        self.failed = 0
        self.fault: str | None = None
        self._config = config
        self._postman = postman
        self._clock = clock

    def whole(self) -> None:
        while self.fault is None and (letters := self._claimed()):
            self._send(letters)

    def _claimed(self) -> list[Claimed]:
        with writing(db.session(), reason="letters are claimed") as session:
            return claim(session, self._clock(), limit=BATCH, lease=LEASE)

    def _send(self, letters: Sequence[Claimed]) -> None:
        rest = list(letters)
        while rest:
            if self._clock() > rest[0].until - RESERVE:
                break
            try:
                self._hand_over(rest[0])
            except ServerAwayError as error:
                self.fault = queries.noted(error.reason, error.detail)
                self._put_off(rest, self.fault)
                return
            rest.pop(0)
        if rest:
            with writing(db.session(), reason="letters are given back") as session:
                release(session, rest)

    def _hand_over(self, one: Claimed) -> None:
        sender = self._config.sender
        try:
            message = compose(one, sender, self._clock())
            self._postman.send(message, sender.addr_spec, one.recipient)
        except NotSentError as error:
            self._not_sent(one, error)
        except ServerAwayError:
            raise
        except Exception as error:  # a letter that we cannot write must not stop the others
            _log.error("letter not sent", mail=one.id, error=type(error).__name__)
            self._not_sent(one, NotSentError(Reason.FAULT, type(error).__name__))
        else:
            with writing(db.session(), reason="a letter was sent") as session:
                mark_sent(session, one, self._clock())
            self.sent += 1

    def _not_sent(self, one: Claimed, error: NotSentError) -> None:
        noted = queries.noted(error.reason, error.detail)
        if not error.is_final:
            self._put_off([one], noted)
            return
        with writing(db.session(), reason="a letter was refused") as session:
            self.failed += give_up(session, one, noted, self._clock())

    def _put_off(self, letters: Sequence[Claimed], noted: str) -> None:
        now = self._clock()
        with writing(db.session(), reason="letters are tried later") as session:
            self.failed += sum(put_off(session, one, noted, now) for one in letters)
