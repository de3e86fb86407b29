"""What Google's and Microsoft's providers do differently."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sync.emulator.oidc.directory import Account

TENANT: Final = "0d1a2b3c-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
"""The one organisation that the stand-in for Microsoft serves."""


@dataclass(frozen=True, slots=True)
class Flavour:
    """A provider: where its issuer lies, what its tokens say of an account, how one signs out."""

    name: str
    path: str
    claims: Callable[[Account], dict[str, Any]]
    has_end_session: bool


def _google(account: Account) -> dict[str, Any]:
    """Google's 'An ID token's payload': hd is there for an organisation's account alone."""
    told: dict[str, Any] = {"email": account.email, "email_verified": account.email_verified}
    return told | ({"hd": account.hd} if account.hd else {})


def _microsoft(account: Account) -> dict[str, Any]:
    """Microsoft's 'ID token claims reference': no email_verified, but acct and xms_edov."""
    return {
        "email": account.email,
        "ver": "2.0",
        "tid": TENANT,
        "acct": int(account.guest),
        "xms_edov": account.email_verified,
    }


FLAVOURS: Final = (
    Flavour("Google", "/oidc/google", _google, has_end_session=False),
    Flavour("Microsoft", f"/oidc/microsoft/{TENANT}/v2.0", _microsoft, has_end_session=True),
)
