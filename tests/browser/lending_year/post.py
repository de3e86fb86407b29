"""Letters: what the scheduler sends, and what has come to the mail server."""

import re
from datetime import date, timedelta
from email.message import EmailMessage

from flask import Flask

from assetmgr.jobs.mail import send_mail
from assetmgr.loans.reminding import remind
from tests.browser.lending_year.clock import Clock
from tests.outbox.server import Mailroom


class Post:
    """The product's letters, from the first one on."""

    def __init__(self, app: Flask, room: Mailroom) -> None:
        self._app = app
        self._room = room

    def delivered(self) -> dict[str, str]:
        """Send what waits; the texts of what came, by recipient: nobody gets two at once."""
        before = len(self._room.received)
        send_mail(self._app)
        came = self._room.received[before:]
        told = {one["To"].addresses[0].addr_spec: text_of(one) for one in came}
        assert len(told) == len(came), "somebody got two letters"
        return told

    def mornings(self, clock: Clock, first: date, last: date) -> dict[date, dict[str, str]]:
        """Let the mornings of these days come, each twice; the letters by day and recipient."""
        told = {}
        for passed in range((last - first).days + 1):
            day = first + timedelta(days=passed)
            clock.go(day.year, day.month, day.day)
            remind(self._app)
            letters = self.delivered()
            remind(self._app)
            assert self.delivered() == {}
            if letters:
                told[day] = letters
        return told


def text_of(letter: EmailMessage) -> str:
    """Its subject and what stands in it."""
    return f"{letter['Subject']}\n{letter.get_content()}"


def link_in(text: str) -> str:
    """The address that a letter asks to open."""
    found = re.search(r"https?://\S+/g/\S+", text)
    assert found, text
    return found.group()
