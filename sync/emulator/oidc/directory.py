"""Who has an account at the stand-in, and which programs may ask about them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Self, TypeVar


class WrongDirectoryError(ValueError):
    """A file is not a directory; the text says where."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can be chosen at the sign-in.

    `hd` is the domain of the organisation that has the account, none for a private one; `guest` is
    an account that another organisation looks after.
    """

    email: str
    name: str
    email_verified: bool = True
    hd: str = ""
    guest: bool = False

    @property
    def sub(self) -> str:
        """The number by which the stand-in knows the account; no mail can be read from it."""
        return str(int(sha256(self.email.encode()).hexdigest()[:16], 16))


@dataclass(frozen=True, slots=True)
class Client:
    """A program that was registered, with every address it may be sent back to."""

    id: str
    secret: str
    redirect_uris: tuple[str, ...]
    after_sign_out: tuple[str, ...] = ()


Row = TypeVar("Row", Account, Client)


@dataclass(frozen=True, slots=True)
class Directory:
    """All accounts and all clients."""

    accounts: tuple[Account, ...] = ()
    clients: tuple[Client, ...] = ()

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read `{"accounts": [...], "clients": [...]}`, each with the fields of its class.

        Raises:
            WrongDirectoryError: the file is not that.
        """
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            return cls(
                tuple(_row(Account, one) for one in told.get("accounts", ())),
                tuple(_row(Client, one) for one in told.get("clients", ())),
            )
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise WrongDirectoryError(f"{file} is not a file of accounts: {error}") from error

    def account(self, sub: str) -> Account | None:
        """The account of this number."""
        return next((one for one in self.accounts if one.sub == sub), None)

    def client(self, client_id: str) -> Client | None:
        """The client of this name."""
        return next((one for one in self.clients if one.id == client_id), None)


def _row(kind: type[Row], told: Mapping[str, Any]) -> Row:
    known: dict[str, Any] = {field.name: field.type for field in fields(kind)}
    values: dict[str, Any] = {}
    for name, value in told.items():
        if name not in known:
            raise WrongDirectoryError(f"{kind.__name__} has no {name!r}")
        if not isinstance(value, known[name] if known[name] in (str, bool) else list):
            raise WrongDirectoryError(f"{name!r} cannot be {value!r}")
        values[name] = tuple(value) if isinstance(value, list) else value
    return kind(**values)
