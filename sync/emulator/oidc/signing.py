"""The stand-in's key, and JSON web tokens signed with it (RFC 7515, 7517, 7518: RS256)."""

import base64
import json
import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_BITS: Final = 2048


class SigningKey:
    """A key made when first needed, under a name of its own."""

    def __init__(self, name: str = "") -> None:
        self.name = name or secrets.token_hex(8)

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=_BITS)

    def public(self) -> dict[str, str]:
        """Its public half, as a JSON web key."""
        numbers = self._key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.name,
            "n": _number(numbers.n),
            "e": _number(numbers.e),
        }

    def sign(self, claims: Mapping[str, Any]) -> str:
        """The claims as a signed token."""
        header = {"alg": "RS256", "kid": self.name, "typ": "JWT"}
        text = f"{_part(header)}.{_part(claims)}"
        signature = self._key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{text}.{base64url(signature)}"


class NoKey(SigningKey):
    """Signs with nothing (RFC 7515, A.5: 'alg' none), as a forger would."""

    def sign(self, claims: Mapping[str, Any]) -> str:
        """The claims as a token that anybody can write."""
        header = {"alg": "none", "kid": self.name, "typ": "JWT"}
        return f"{_part(header)}.{_part(claims)}."


class Keys:
    """The keys that are published; the newest signs."""

    def __init__(self) -> None:
        self._keys = [SigningKey()]

    @property
    def newest(self) -> SigningKey:
        """The key that signs."""
        return self._keys[-1]

    def rotate(self) -> None:
        """Sign with a new key from now on, and publish no other, as providers do in the end."""
        self._keys = [SigningKey()]

    def published(self) -> dict[str, list[dict[str, str]]]:
        """The JSON web key set."""
        return {"keys": [key.public() for key in self._keys]}


def base64url(data: bytes) -> str:
    """Bytes in the alphabet of addresses, without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _part(value: Mapping[str, Any]) -> str:
    return base64url(json.dumps(value, separators=(",", ":")).encode())


def _number(value: int) -> str:
    return base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))
