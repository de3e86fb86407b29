"""What an ID token says, and how a planned fault spoils it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from sync.emulator.oidc.codes import Grant
from sync.emulator.oidc.flavours import Flavour
from sync.emulator.oidc.signing import Keys, NoKey, SigningKey, base64url
from sync.emulator.planned import Fault

LIFETIME: Final = 3600
"""Seconds that an ID token holds, as Google's."""


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of a token, and the key that signs them."""

    claims: dict[str, Any]
    key: SigningKey


def id_token(
    flavour: Flavour,
    grant: Grant,
    issuer: str,
    access_token: str,
    keys: Keys,
    faults: Sequence[Fault],
) -> str:
    """The signed token of a grant."""
    now = int(time.time())
    digest = sha256(access_token.encode()).digest()
    claims: dict[str, Any] = {
        "iss": issuer,
        "aud": grant.client.id,
        "sub": grant.account.sub,
        "nonce": grant.nonce,
        "iat": now,
        "exp": now + LIFETIME,
        "at_hash": base64url(digest[: len(digest) // 2]),
        **flavour.claims(grant.account),
    }
    told = Told(claims, keys.newest)
    for fault in faults:
        if fault.kind in SPOILT:
            told = SPOILT[fault.kind](told)
    return told.key.sign(told.claims)


def _with(**other: Any) -> Callable[[Told], Told]:
    return lambda told: replace(told, claims={**told.claims, **other})


def _without(*names: str) -> Callable[[Told], Told]:
    return lambda told: replace(
        told, claims={name: value for name, value in told.claims.items() if name not in names}
    )


def _expired(told: Told) -> Told:
    hours = 2 * LIFETIME
    return _with(iat=told.claims["iat"] - hours, exp=told.claims["exp"] - hours)(told)


def _foreign(told: Told) -> Told:
    """Somebody whom another organisation's domain names, though the account's own hd stays."""
    name = str(told.claims["email"]).partition("@")[0]
    return _with(email=f"{name}@elsewhere.example")(told)


def _foreign_key(told: Told) -> Told:
    return replace(told, key=SigningKey(told.key.name))


def _unsigned(told: Told) -> Told:
    return replace(told, key=NoKey(told.key.name))


SPOILT: Final[dict[str, Callable[[Told], Told]]] = {
    "wrong_issuer": _with(iss="https://issuer.example"),
    "wrong_audience": _with(aud="another-client", azp="another-client"),
    "wrong_nonce": _with(nonce="another-nonce"),
    "wrong_key": _foreign_key,
    "unsigned": _unsigned,
    "wrong_tenant": _with(tid="11111111-2222-4333-8444-555555555555"),
    "expired_token": _expired,
    "no_email": _without("email"),
    "unverified_email": _with(email_verified=False, xms_edov=False),
    "foreign_domain": _foreign,
    "foreign_hd": _with(hd="elsewhere.example"),
    "no_hd": _without("hd"),
}
"""What each kind of fault does to a token."""
