"""How names, addresses and telephones of people are written."""

import re
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.devices.policy.text import plain
from assetmgr.i18n.marks import N_
from assetmgr.outbox.policy import is_usable_address

LONGEST_PHONE: Final = 40
SEARCHED: Final = 400
_PHONE: Final = re.compile(r"[+0-9 ()/-]{5,}")


def name_key(name: str) -> str:
    """A name for comparison: without case, diacritics and outer space."""
    return " ".join(plain(name).split())


def forename_first(name: str) -> str:
    """ "Bērziņa, Anna" as "Anna Bērziņa"; whatever is not two parts with a comma stays."""
    parts = [part.strip() for part in name.split(",")]
    return " ".join(reversed(parts)) if len(parts) == 2 and all(parts) else name


def searched(name: str) -> str:
    """The text in which a person is looked for."""
    return name_key(name)[:SEARCHED]


def email_text(text: str) -> str:
    """An e-mail address in lower case, to which a letter can be sent.

    Raises:
        Refused: it is none.
    """
    address = text.strip().lower()
    if not is_usable_address(address):
        raise Refused(N_("Write it as name@school.lv."))
    return address


def phone_text(text: str) -> str:
    """A telephone number as it was written.

    Raises:
        Refused: it is none.
    """
    number = " ".join(text.split())
    if len(number) > LONGEST_PHONE or not _PHONE.fullmatch(number):
        raise Refused(N_("Write digits, such as +371 63400000."))
    return number
