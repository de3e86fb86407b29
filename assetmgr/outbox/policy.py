"""What a letter may be, when it is tried again, and what is shown of it."""

import re
from datetime import datetime, timedelta
from typing import Final
from unicodedata import category

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.outbox.codes import SHORT

BACKOFF: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long to wait after the first attempt, the second …; after one more it is given up."""
KEPT: Final = timedelta(days=14)
"""How long a letter that was given up can be tried again; then nothing of it is left."""
LONGEST_ADDRESS: Final = 254
LONGEST_BODY: Final = 20_000
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_BREAKING: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_usable_address(text: str) -> bool:
    """Whether a letter can be addressed to it: one plain address (RFC 5321's dot-string)."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def is_one_line(text: str) -> bool:
    """Whether no character in it could end a header."""
    return not any(category(character) in _BREAKING for character in text)


def check_letter(*, to: str, name: str | None, subject: str, body: str) -> None:
    """See that a letter can be sent as it is.

    Raises:
        Refused: it cannot; `field` is the argument, and no word of it is repeated.
    """
    if not is_usable_address(to):
        raise Refused(N_("A letter cannot be sent to this e-mail address."), field="to")
    if name is not None and not _is_short_line(name):
        raise Refused(N_("A name is one line of at most 200 characters."), field="name")
    if not subject.strip() or not _is_short_line(subject):
        raise Refused(N_("A subject is one line of at most 200 characters."), field="subject")
    if not body.strip() or "\0" in body or len(body) > LONGEST_BODY:
        raise Refused(N_("A letter has a text of at most 20,000 characters."), field="body")


def _is_short_line(text: str) -> bool:
    return len(text) <= SHORT and is_one_line(text)


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many attempts (1 or more); None: not any more."""
    return now + BACKOFF[attempts - 1] if attempts <= len(BACKOFF) else None


def masked(address: str) -> str:
    """An address by which only who knows it knows it again: a…@skola.lv."""
    return f"{address[0]}…@{address.rpartition('@')[2]}"
