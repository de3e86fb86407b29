"""Codes of a series: an institution's prefix, a number, and a letter or digit that checks both."""

from typing import Final

CHECKED: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MODULUS: Final = len(CHECKED)
_DIGITS: Final = 4


def code_of(prefix: str, number: int) -> str:
    """The code with this number of a series: RAI and 7 give RAI-0007-D.

    Signs of the prefix other than letters A-Z and digits are left out.
    """
    letters = "".join(sign for sign in prefix.upper() if sign in CHECKED)
    body = f"{letters}-{number:0{_DIGITS}}"
    return f"{body}-{check_sign(body)}"


def check_sign(text: str) -> str:
    """The sign by which a mistyped code shows: ISO/IEC 7064, MOD 37,36.

    It differs after any single wrong letter or digit and after nearly any two neighbours that
    changed places. Other signs, such as the dash, do not count.
    """
    rest = _MODULUS
    for sign in text:
        if sign in CHECKED:
            rest = (rest + CHECKED.index(sign)) % _MODULUS or _MODULUS
            rest = 2 * rest % (_MODULUS + 1)
    return CHECKED[(1 - rest) % _MODULUS]


def is_sound(code: str) -> bool:
    """Whether a code of a series was typed rightly, in any case."""
    upper = code.strip().upper()
    return bool(upper) and upper[-1] in CHECKED and check_sign(upper[:-1]) == upper[-1]
