"""The settings of signing in with the school's account (docs/sign-in.md)."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from assetmgr.config_error import ConfigError

PROVIDERS: Final = ("google", "microsoft", "other")
"""Each may be on, in this order; one is on when it has a CLIENT_ID."""
_GOOGLE: Final = "https://accounts.google.com"
_MICROSOFT: Final = "https://login.microsoftonline.com/{tenant}/v2.0"
_NAMES: Final = ("CLIENT_ID", "CLIENT_SECRET", "DOMAINS", "ISSUER", "TENANT")
_DOMAIN: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class OidcConfig:
    """One provider: who we are there, whose tokens count, and for which mail domains."""

    provider: str
    client_id: str
    client_secret: str = field(repr=False)
    issuer: str
    domains: frozenset[str]
    tenant: str = ""


def load_oidc(environ: Mapping[str, str]) -> tuple[OidcConfig, ...]:
    """The providers that are on.

    Raises:
        ConfigError: a variable is wrong, or one of a provider that is on is missing.
    """
    found = (_provider(name, environ) for name in PROVIDERS)
    return tuple(one for one in found if one is not None)


def _provider(provider: str, environ: Mapping[str, str]) -> OidcConfig | None:
    prefix = f"ASSETMGR_OIDC_{provider.upper()}_"
    told = {name: environ.get(prefix + name, "").strip() for name in _NAMES}
    if not any(told.values()):
        return None
    for name in ("CLIENT_ID", "CLIENT_SECRET", "DOMAINS"):
        if not told[name]:
            raise ConfigError(f"{prefix}{name}: write it too, or unset every {prefix}… variable")
    tenant = _tenant(prefix, told["TENANT"]) if provider == "microsoft" else ""
    return OidcConfig(
        provider=provider,
        client_id=told["CLIENT_ID"],
        client_secret=told["CLIENT_SECRET"],
        issuer=_issuer(prefix, told["ISSUER"] or _own_issuer(provider, tenant)),
        domains=_domains(prefix, told["DOMAINS"]),
        tenant=tenant,
    )


def _own_issuer(provider: str, tenant: str) -> str:
    return {"google": _GOOGLE, "microsoft": _MICROSOFT.format(tenant=tenant)}.get(provider, "")


def _tenant(prefix: str, text: str) -> str:
    """The tenant's number: its tokens name no other, and 'common' would let everybody's in."""
    with suppress(ValueError):
        return str(UUID(text))
    raise ConfigError(
        f"{prefix}TENANT: write the directory (tenant) ID such as "
        "0d1a2b3c-4e5f-4a6b-8c7d-9e0f1a2b3c4d, neither 'common' nor a name"
    )


def _issuer(prefix: str, text: str) -> str:
    with suppress(ValueError):  # of a port or a bracket that makes no sense
        parts = urlsplit(text)
        is_whole = parts.hostname and parts.port != 0 and not parts.query and not parts.fragment
        if is_whole and (parts.scheme == "https" or _is_loopback(parts.scheme, parts.hostname)):
            return text
    raise ConfigError(
        f"{prefix}ISSUER: write an https address, without /.well-known/…; "
        "http is for a stand-in on this machine alone"
    )


def _is_loopback(scheme: str, host: str | None) -> bool:
    with suppress(ValueError):
        return scheme == "http" and ip_address(host or "").is_loopback
    return scheme == "http" and host == "localhost"


def _domains(prefix: str, text: str) -> frozenset[str]:
    found = frozenset(one.strip().lower() for one in text.split(",") if one.strip())
    if found and all(_DOMAIN.fullmatch(one) for one in found):
        return found
    raise ConfigError(
        f"{prefix}DOMAINS: write the domains of the school's addresses, "
        "such as skola.lv,skolens.skola.lv"
    )
