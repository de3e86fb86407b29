"""One-time codes, and the access tokens that they were exchanged for."""

import secrets
import threading
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sync.emulator.oidc.directory import Account, Client
from sync.emulator.oidc.signing import base64url
from sync.emulator.tokens import RefusedGrantError

LIFETIME: Final = 600.0
"""Seconds that a code may wait: RFC 6749, 4.1.2 recommends ten minutes at most."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for."""

    flavour: str
    client: Client
    account: Account
    redirect_uri: str
    challenge: str
    nonce: str
    until: float


class Codes:
    """Gives out codes and takes each back once; several threads may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, Grant] = {}
        self._tokens: dict[str, Grant] = {}

    def give(self, grant: Grant) -> str:
        """A code for a grant."""
        code = secrets.token_urlsafe(24)
        with self._lock:
            self._waiting[code] = grant
        return code

    def take(
        self, code: str, *, flavour: str, client: Client, redirect_uri: str, verifier: str
    ) -> Grant:
        """The grant of a code, which is used up even where it is refused.

        Raises:
            RefusedGrantError: it was used or is too old, or was given for something else.
        """
        with self._lock:
            grant = self._waiting.pop(code, None)
        if grant is None or grant.until < time.monotonic():
            raise RefusedGrantError("invalid_grant", "The code was used or is too old.")
        if (grant.flavour, grant.client, grant.redirect_uri) != (flavour, client, redirect_uri):
            raise RefusedGrantError("invalid_grant", "The code was given for another request.")
        if base64url(sha256(verifier.encode()).digest()) != grant.challenge:
            raise RefusedGrantError("invalid_grant", "The code verifier is wrong.")
        return grant

    def access_token(self, grant: Grant) -> str:
        """A bearer token that opens userinfo."""
        token = f"stand-in.{secrets.token_urlsafe(24)}"
        with self._lock:
            self._tokens[token] = grant
        return token

    def bearer(self, authorization: str, flavour: str) -> Grant | None:
        """Whose token an Authorization header carries."""
        scheme, _, token = authorization.partition(" ")
        found = self._tokens.get(token) if scheme == "Bearer" else None
        return found if found and found.flavour == flavour else None
