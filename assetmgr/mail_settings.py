"""The settings of mail: ASSETMGR_SMTP_URL and ASSETMGR_MAIL_FROM."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from assetmgr.config_error import ConfigError
from assetmgr.outbox.policy import is_one_line, is_usable_address

_FORMS: Final = (
    "ASSETMGR_SMTP_URL: write it as smtp://user:password@host:587 (STARTTLS), smtps://… (TLS) "
    "or smtp+plain://127.0.0.1:25 (nothing encrypted)"
)
_UNENCRYPTED: Final = "unencrypted=yes"


class Security(StrEnum):
    """How the way to the mail server is protected; the values are the schemes of the address."""

    STARTTLS = "smtp"
    TLS = "smtps"
    NONE = "smtp+plain"


_PORTS: Final = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The server that takes our mail; `user` None: it asks for no sign-in."""

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MailConfig:
    """Whence mail leaves, and in whose name; without a server it is kept."""

    server: SmtpServer | None
    sender: Address


def load_mail(environ: Mapping[str, str], base_url: str) -> MailConfig:
    """Read the settings of mail; `base_url` is the address that people use.

    Raises:
        ConfigError: a variable has a wrong value.
    """
    url = environ.get("ASSETMGR_SMTP_URL")
    server = smtp_server(url) if url else None
    told = environ.get("ASSETMGR_MAIL_FROM")
    return MailConfig(server, _sender(told) if told else _usual_sender(server, base_url))


def smtp_server(url: str) -> SmtpServer:
    """The server that an address names.

    Raises:
        ConfigError: it is none, or would tell letters to a network in clear text.
    """
    try:
        parts = urlsplit(url)
        security = Security(parts.scheme)
        host, port = parts.hostname, parts.port
    except ValueError as error:  # its text would repeat the password
        raise ConfigError(_FORMS) from error
    if not host or port == 0 or _has_more(parts) or (parts.username and parts.password is None):
        raise ConfigError(_FORMS)
    if security is Security.NONE and parts.query != _UNENCRYPTED and not _is_loopback(host):
        raise ConfigError(
            f"ASSETMGR_SMTP_URL: smtp+plain sends letters unencrypted to {host}; use smtp:// or "
            f"smtps://, or add ?{_UNENCRYPTED} where the network between is trusted"
        )
    user = unquote(parts.username) if parts.username else None
    return SmtpServer(host, port or _PORTS[security], security, user, unquote(parts.password or ""))


def _has_more(parts: SplitResult) -> bool:
    """Whether it says what no address of a mail server has: a '/' in a password ends up here."""
    is_known = not parts.query or (parts.query, parts.scheme) == (_UNENCRYPTED, Security.NONE)
    return parts.path not in {"", "/"} or bool(parts.fragment) or not is_known


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sender(told: str) -> Address:
    name, address = parseaddr(told)
    if not is_usable_address(address) or not is_one_line(told):
        raise ConfigError(
            "ASSETMGR_MAIL_FROM: write an address, or a name with it: Ierīces <ierices@skola.lv>"
        )
    return Address(name, addr_spec=address)


def _usual_sender(server: SmtpServer | None, base_url: str) -> Address:
    """The address one signs in with, which most servers insist on, else one of our own host."""
    user = (server and server.user) or ""
    own = f"noreply@{urlsplit(base_url).hostname}"
    usable = (one for one in (user, own) if is_usable_address(one) and not _is_number(one))
    return Address(addr_spec=next(usable, "noreply@localhost"))


def _is_number(address: str) -> bool:
    try:
        ip_address(address.rpartition("@")[2])
    except ValueError:
        return False
    return True
