"""What is known beforehand of each provider."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext

from assetmgr.auth.oidc.claims import Rule, hosted, of_tenant, verified
from assetmgr.config_oidc import OidcConfig


@dataclass(frozen=True, slots=True)
class Preset:
    """A provider: its button, what its tokens must say beyond the standard, its sign-out page.

    `name` is empty where the issuer's host is the best name that there is. `sign_out_page` follows
    the issuer; it is for providers that have no end_session_endpoint.
    """

    name: str
    button: Any
    rule: Rule
    sign_out_page: str = ""


PRESETS: Final[Mapping[str, Preset]] = {
    "google": Preset("Google", lazy_gettext("Sign in with Google"), hosted, "/Logout"),
    "microsoft": Preset("Microsoft", lazy_gettext("Sign in with Microsoft"), of_tenant),
    "other": Preset("", lazy_gettext("Sign in with the school's account"), verified),
}


def asked_of(config: OidcConfig) -> dict[str, str]:
    """What an authorization request carries beyond the standard.

    The account is chosen every time: on a shared machine the browser may still be signed in for
    somebody else. Google lists the organisation's accounts alone (`hd`).
    """
    asked = {"prompt": "select_account"}
    if config.provider == "google":
        asked["hd"] = next(iter(config.domains)) if len(config.domains) == 1 else "*"
    return asked
