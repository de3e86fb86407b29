"""The sign-in that this browser began; it stands in the signed session cookie until its answer."""

from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Any, Final

from flask import session

from assetmgr.auth.oidc.client import Begun
from assetmgr.auth.oidc.reasons import Reason, SignInFailedError

LIFE: Final = timedelta(minutes=10)
_KEY: Final = "sign_in_begun"


def keep(provider: str, begun: Begun, way_on: str, now: datetime) -> None:
    """Remember a sign-in; an earlier one of this browser is forgotten."""
    session[_KEY] = {
        "provider": provider,
        "state": begun.state,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "way_on": way_on,
        "until": (now + LIFE).timestamp(),
    }


def take(provider: str, state: str, now: datetime) -> dict[str, Any]:
    """The sign-in that an answer belongs to; it is forgotten, whatever comes of it.

    Raises:
        SignInFailedError: none was begun with this state, it was answered before or is too old.
    """
    found: dict[str, Any] | None = session.pop(_KEY, None)
    if found is None or found["provider"] != provider or not _same(found["state"], state):
        raise SignInFailedError(Reason.NOT_BEGUN)
    if datetime.fromtimestamp(found["until"], UTC) <= now:
        raise SignInFailedError(Reason.TOO_OLD)
    return found


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())
