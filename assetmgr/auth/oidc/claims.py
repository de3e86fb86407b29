"""Whose mail address an ID token vouches for: a pure check of its claims.

Source: OpenID Connect Core 1.0, 3.1.3.7 (ID Token Validation); RFC 7519, 4.1. The signature was
checked before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any, Final

from assetmgr.auth.oidc.reasons import Reason, SignInFailedError

LEEWAY: Final = timedelta(minutes=1)
"""How far two clocks may be apart."""

Claims = Mapping[str, Any]
Rule = Callable[[Claims, "Expected"], None]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token of this sign-in must say; `rule` is what its provider adds."""

    issuer: str
    client_id: str
    nonce: str
    domains: frozenset[str]
    rule: Rule
    tenant: str = ""


def vouched_email(claims: Claims, expected: Expected, now: datetime) -> str:
    """The mail address that the token vouches for, in lower case.

    Raises:
        SignInFailedError: the token is not for this sign-in, or its address is not the school's.
    """
    _check_token(claims, expected, now)
    email = claims.get("email")
    if not isinstance(email, str) or not email.strip():
        raise SignInFailedError(Reason.NO_EMAIL)
    expected.rule(claims, expected)
    address = email.strip().lower()
    name, _, domain = address.rpartition("@")
    if not name or "@" in name or domain not in expected.domains:
        raise SignInFailedError(Reason.FOREIGN, "the address is of no configured domain")
    return address


def _check_token(claims: Claims, expected: Expected, now: datetime) -> None:
    if claims.get("iss") != expected.issuer:
        raise _wrong("iss")
    _check_audience(claims, expected.client_id)
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not compare_digest(nonce.encode(), expected.nonce.encode()):
        raise _wrong("nonce")
    if not claims.get("sub"):
        raise _wrong("sub")
    moment, leeway = now.timestamp(), LEEWAY.total_seconds()
    if moment >= _seconds(claims, "exp") + leeway:
        raise _wrong("exp")
    if _seconds(claims, "iat") > moment + leeway:
        raise _wrong("iat")
    if "nbf" in claims and _seconds(claims, "nbf") > moment + leeway:
        raise _wrong("nbf")


def _check_audience(claims: Claims, client_id: str) -> None:
    """For us, and for us alone: a token that others hold too could be theirs."""
    audience = claims.get("aud")
    if audience not in (client_id, [client_id]) or claims.get("azp", client_id) != client_id:
        raise _wrong("aud")


def _seconds(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(name)
    return float(value)


def _wrong(name: str) -> SignInFailedError:
    return SignInFailedError(Reason.WRONG_TOKEN, name)


def verified(claims: Claims, expected: Expected) -> None:
    """The provider says that it verified the address (OpenID Connect Core 1.0, 5.1).

    Raises:
        SignInFailedError: it does not.
    """
    if claims.get("email_verified") is not True:
        raise SignInFailedError(Reason.UNVERIFIED)


def hosted(claims: Claims, expected: Expected) -> None:
    """A Google account that a configured organisation looks after: `hd`, not the address alone.

    A private Google account may carry any address; it has no `hd` (Google, 'OpenID Connect',
    validating an ID token).

    Raises:
        SignInFailedError: it is private, or of another organisation, or not verified.
    """
    verified(claims, expected)
    domain = claims.get("hd")
    if not isinstance(domain, str) or domain.lower() not in expected.domains:
        raise SignInFailedError(Reason.FOREIGN, "hd is no configured domain")


def of_tenant(claims: Claims, expected: Expected) -> None:
    """A member's account of the school's own Microsoft tenant.

    Microsoft tells no `email_verified`: an address is what the administrators of a tenant wrote
    (Microsoft, 'ID token claims reference'). So it counts from the one configured tenant alone,
    never for a guest, whom another organisation looks after (`acct` 1, or `idp`), and not where
    Microsoft itself says that the tenant does not own the domain (`xms_edov`, where it is told).

    Raises:
        SignInFailedError: it is another tenant's or a guest's, or Microsoft doubts the address.
    """
    if claims.get("tid") != expected.tenant:
        raise _wrong("tid")
    if claims.get("acct", 0) not in (0, "0") or claims.get("idp", expected.issuer) != (
        expected.issuer
    ):
        raise SignInFailedError(Reason.FOREIGN, "a guest of the tenant")
    if claims.get("xms_edov", True) not in (True, 1, "1", "true"):
        raise SignInFailedError(Reason.UNVERIFIED)
