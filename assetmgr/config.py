"""Configuration: one frozen dataclass, read from the environment."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from assetmgr.config_error import ConfigError as ConfigError
from assetmgr.config_oidc import OidcConfig, load_oidc
from assetmgr.db.secrets import Cipher
from assetmgr.mail_settings import MailConfig, load_mail

SHORTEST_SECRET: Final = 32


@dataclass(frozen=True, slots=True)
class GoogleConfig:
    """How the nightly sync reaches Google Admin."""

    credentials: Path | None
    subject: str | None
    customer: str
    endpoint: str | None

    @property
    def is_complete(self) -> bool:
        """Whether all is told that a sync needs."""
        return bool(self.credentials and self.subject)


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one installation."""

    database_url: str
    data_dir: Path
    base_url: str
    secret_key: str
    timezone: ZoneInfo
    google: GoogleConfig
    mail: MailConfig
    oidc: tuple[OidcConfig, ...]
    old_secret_keys: tuple[str, ...] = ()

    @property
    def cipher(self) -> Cipher:
        """What encrypts single columns; it reads what earlier secret keys encrypted, too."""
        return Cipher(self.secret_key, self.old_secret_keys)

    @property
    def https(self) -> bool:
        """Whether people reach the product over HTTPS (cookies are then Secure)."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str] = os.environ) -> Config:
    """Read the settings; makes the data folder and the secret key where they are missing.

    Raises:
        ConfigError: a variable has a wrong value.
    """
    data_dir = _folder(environ.get("ASSETMGR_DATA_DIR", "var"))
    base_url = _web_address(environ, "ASSETMGR_BASE_URL", "http://127.0.0.1:8000")
    return Config(
        database_url=_database(environ.get("ASSETMGR_DATABASE_URL"), data_dir),
        data_dir=data_dir,
        base_url=base_url,
        secret_key=_secret(environ.get("ASSETMGR_SECRET_KEY"), data_dir),
        timezone=_zone(environ.get("ASSETMGR_TIMEZONE", "Europe/Riga")),
        google=_google(environ),
        mail=load_mail(environ, base_url),
        oidc=load_oidc(environ),
        old_secret_keys=tuple(environ.get("ASSETMGR_SECRET_KEY_OLD", "").split()),
    )


def _folder(text: str) -> Path:
    if not text:
        raise ConfigError("ASSETMGR_DATA_DIR: write a folder, or unset it")
    folder = Path(text).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"ASSETMGR_DATA_DIR: {folder} cannot be made ({error.strerror})"
        ) from error
    if not os.access(folder, os.W_OK):
        raise ConfigError(f"ASSETMGR_DATA_DIR: {folder} cannot be written to")
    return folder


def _database(text: str | None, data_dir: Path) -> str:
    if text is None:
        return f"sqlite:///{data_dir / 'assetmgr.sqlite3'}"
    try:
        url = make_url(text)
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        name = url.get_dialect().name
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ConfigError(
            "ASSETMGR_DATABASE_URL: write it as postgresql://user:password@host/name "
            "or sqlite:////path/to/file"
        ) from error
    if name not in {"sqlite", "postgresql"}:
        raise ConfigError(
            f"ASSETMGR_DATABASE_URL: {name} is not supported; use sqlite or postgresql"
        )
    return url.render_as_string(hide_password=False)


def _web_address(environ: Mapping[str, str], name: str, default: str) -> str:
    address = environ.get(name, default).rstrip("/")
    with suppress(ValueError):  # of a port or a bracket that makes no sense
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            return address
    raise ConfigError(f"{name}: write a web address such as https://ierices.example.lv")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ConfigError(
            f"ASSETMGR_TIMEZONE: {name!r} is no time zone; write one such as Europe/Riga"
        ) from error


def _google(environ: Mapping[str, str]) -> GoogleConfig:
    file = environ.get("ASSETMGR_GOOGLE_CREDENTIALS")
    if file and not Path(file).is_file():
        raise ConfigError(f"ASSETMGR_GOOGLE_CREDENTIALS: there is no file {file}")
    endpoint = environ.get("ASSETMGR_GOOGLE_ENDPOINT")
    return GoogleConfig(
        credentials=Path(file) if file else None,
        subject=environ.get("ASSETMGR_GOOGLE_SUBJECT"),
        customer=environ.get("ASSETMGR_GOOGLE_CUSTOMER", "my_customer"),
        endpoint=_web_address(environ, "ASSETMGR_GOOGLE_ENDPOINT", "") if endpoint else None,
    )


def _secret(given: str | None, data_dir: Path) -> str:
    if not given:
        return _kept_secret(data_dir)
    if len(given) < SHORTEST_SECRET:
        raise ConfigError(
            f"ASSETMGR_SECRET_KEY: write at least {SHORTEST_SECRET} characters nobody can guess"
        )
    return given


def _kept_secret(data_dir: Path) -> str:
    file = data_dir / "secret-key"
    if not file.exists():
        _write_once(file, secrets.token_urlsafe(48))
    secret = file.read_text().strip()
    if len(secret) < SHORTEST_SECRET:
        raise ConfigError(f"ASSETMGR_SECRET_KEY: {file} is damaged; delete it")
    return secret


def _write_once(file: Path, text: str) -> None:
    """Make the file whole or not at all; of two processes the first one's text stays."""
    draft = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
