"""Random texts that stand for a person, or let one in."""

import secrets
from hashlib import sha256
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, no 1, I and L: what is read from paper is not mistaken."""

KEY_LENGTH: Final = 12
CODE_LENGTH: Final = 8
_GROUP: Final = 4


def new_key() -> str:
    """What stands for a person in the audit trail, and stays once they are forgotten."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))


def new_code() -> str:
    """A one-time code to sign in with: 8 of 31 signs, some 40 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def grouped(code: str) -> str:
    """A code as it is printed: ABCD-2345."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def bare(text: str) -> str:
    """A code as it was made, whatever the case, hyphens and spaces it was typed with."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def code_hash(code: str) -> str:
    """What is kept of a code (SHA-256, hexadecimal)."""
    return sha256(bare(code).encode()).hexdigest()
