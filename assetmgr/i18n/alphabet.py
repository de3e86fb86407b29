"""The order of the Latvian alphabet."""

import unicodedata

_ALPHABET = "aābcčdeēfgģhiīyjkķlļmnņopqrsštuūvwxzž"
_RANK = {letter: place for place, letter in enumerate(_ALPHABET)}


def latvian_key(text: str) -> tuple[tuple[int, ...], str]:
    """Sort key: a ā b c č d … z ž, whatever the case; spaces and digits come before letters."""
    return tuple(_place(letter) for letter in text.casefold()), text


def _place(letter: str) -> int:
    if letter in _RANK:
        return 1000 + _RANK[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _RANK:
        return 1000 + _RANK[base]
    return ord(letter) if ord(letter) < ord("a") else 2000 + ord(letter)
