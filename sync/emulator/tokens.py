"""The token endpoint: a service account's signed claim against a bearer token.

Source: 'Using OAuth 2.0 for server to server applications', HTTP/REST. The signature itself is
not checked: the stand-in does not know the key.
"""

import base64
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPES = frozenset(
    {
        "https://www.googleapis.com/auth/admin.directory.device.chromeos",
        "https://www.googleapis.com/auth/admin.directory.device.chromeos.readonly",
    }
)
AUDIENCE = "https://oauth2.googleapis.com/token"
"""Google's client library claims this audience, wherever it posts the claim to."""
LIFETIME = 3600
"""Seconds, the longest that Google allows a claim and gives a token."""


class RefusedGrantError(ValueError):
    """No token; `error` is OAuth's code, the text its description, `status` that of HTTP."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        self.error = error
        self.status = status
        super().__init__(description)


class Tokens:
    """Issues bearer tokens, and knows those it issued until they are revoked or too old."""

    def __init__(self) -> None:
        self._valid_until: dict[str, float] = {}

    def issue(self, form: Mapping[str, str], audience: str) -> dict[str, Any]:
        """Return Google's answer to a grant; raises RefusedGrantError.

        `form` is the posted form, `audience` the address that it was posted to.
        """
        if form.get("grant_type") != GRANT:
            raise RefusedGrantError("unsupported_grant_type", f"Not {GRANT}")
        _check_claim(_claims(form.get("assertion", "")), audience)
        token = f"stand-in.{secrets.token_urlsafe(24)}"
        self._valid_until[token] = time.monotonic() + LIFETIME
        return {"access_token": token, "expires_in": LIFETIME - 1, "token_type": "Bearer"}

    def accepts(self, authorization: str) -> bool:
        """Say whether an Authorization header carries a token that still holds."""
        scheme, _, token = authorization.partition(" ")
        return scheme == "Bearer" and self._valid_until.get(token, 0.0) > time.monotonic()

    def revoke_all(self) -> None:
        """Forget every token, as if they had expired."""
        self._valid_until.clear()


def _claims(assertion: str) -> dict[str, Any]:
    try:
        header, claims, _signature = assertion.split(".")
        algorithm = _decoded(header)["alg"]
        told = _decoded(claims)
    except (ValueError, LookupError) as error:
        raise RefusedGrantError("invalid_grant", "Invalid JWT.") from error
    if algorithm != "RS256":
        raise RefusedGrantError("invalid_grant", "Invalid JWT: the algorithm must be RS256.")
    return told


def _decoded(part: str) -> dict[str, Any]:
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004 - one kind of refusal for the caller
    return found


def _check_claim(claims: dict[str, Any], audience: str) -> None:
    missing = {"iss", "sub", "scope", "aud", "iat", "exp"} - claims.keys()
    if missing:
        raise RefusedGrantError("invalid_grant", f"Invalid JWT: {', '.join(sorted(missing))}.")
    if claims["aud"] not in (AUDIENCE, audience):
        raise RefusedGrantError("invalid_grant", "Invalid JWT: wrong audience.")
    if not claims["iat"] <= time.time() + 300 or not time.time() < claims["exp"]:
        raise RefusedGrantError("invalid_grant", "Invalid JWT: not a short-lived token.")
    if "@" not in claims["sub"]:
        raise RefusedGrantError("invalid_grant", "Invalid email or User ID")
    if not SCOPES & set(claims["scope"].split()):
        raise RefusedGrantError(
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or client not "
            "authorized for any of the scopes requested.",
            401,
        )
