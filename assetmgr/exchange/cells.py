"""From the text of one cell to a value; blank cells never come here."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

Code = TypeVar("Code", bound=StrEnum)
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LATVIAN: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\.?")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_SPACES: Final = str.maketrans("", "", " \u00a0\u202f")
_YES: Final = frozenset({"jā", "ja", "ir", "yes", "true", "1"})
_NO: Final = frozenset({"nē", "ne", "nav", "no", "false", "0"})
MOST: Final = 2**31 - 1


def line(text: str, *, limit: int) -> str:
    """A text without outer space, of at most `limit` characters, also without case.

    Raises:
        Refused: it is longer.
    """
    found = text.strip()
    if max(len(found), len(found.casefold())) > limit:
        raise Refused(N_("The text is longer than %(limit)s characters."), limit=limit)
    return found


def same_text(before: str | None, after: str) -> bool:
    """Whether two texts are the same but for outer space and the style of line ends."""
    return before is not None and _unified(before) == _unified(after)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@lru_cache(maxsize=4096)
def day(text: str) -> date:
    """A date as YYYY-MM-DD or DD.MM.YYYY.

    Raises:
        Refused: it is none, or there is no such day.
    """
    stripped = text.strip()
    try:
        if found := _ISO.fullmatch(stripped):
            return date(*(int(part) for part in found.groups()))
        if found := _LATVIAN.fullmatch(stripped):
            return date(*(int(part) for part in reversed(found.groups())))
    except ValueError as error:
        raise Refused(N_("There is no such day.")) from error
    raise Refused(N_("Write the date as 2024-09-01 or 01.09.2024."))


def decimal(text: str, *, places: int, most: int | Decimal) -> Decimal:
    """A number that is not negative, with a comma or a point, of at most `places` decimals.

    Raises:
        Refused: it is none, negative, above `most`, or has more decimals.
    """
    bare = text.translate(_SPACES).removesuffix("€")
    if not _NUMBER.fullmatch(bare):
        raise Refused(N_("This is not a number."))
    found = Decimal(bare.replace(",", "."))
    if found < 0 or found > most:
        raise Refused(N_("The number must lie between 0 and %(most)s."), most=most)
    if found != round(found, places):
        raise Refused(N_("The number has more than %(places)s decimals."), places=places)
    return found


def whole(text: str, *, most: int = MOST) -> int:
    """A whole number that is not negative.

    Raises:
        Refused: it is none, negative, or above `most`.
    """
    try:
        return int(decimal(text, places=0, most=most))
    except Refused as refused:
        if "places" in refused.values:
            raise Refused(N_("This is not a whole number.")) from refused
        raise


def yes_or_no(text: str) -> bool:
    """A yes or a no, in Latvian or English.

    Raises:
        Refused: it is neither.
    """
    word = word_key(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Refused(N_("Write yes or no (jā or nē)."))


def code(text: str, words: Mapping[str, Code]) -> Code:
    """The code that a word stands for (see `assetmgr.exchange.words`).

    Raises:
        Refused: the word is unknown; the accepted codes are named.
    """
    found = words.get(word_key(text))
    if found is None:
        codes = ", ".join(dict.fromkeys(words.values()))
        raise Refused(
            N_("'%(text)s' is not known. Possible: %(codes)s."), text=text.strip(), codes=codes
        )
    return found


def word_key(text: str) -> str:
    """A word or name that a person typed, for comparison: without case, with single spaces.

    What is stored for comparison (tags, numbers, models) has its own key: `comparable`.
    """
    return " ".join(text.casefold().split())
