"""A stand-in for signing in with Google's or Microsoft's account (OpenID Connect Core 1.0).

It shares nothing with the product but the wire: tokens are signed here by hand, so that a fault of
the library that checks them cannot hide.
"""

from sync.emulator.oidc.directory import (
    Account,
    Client,
    Directory,
    WrongDirectoryError,
)
from sync.emulator.oidc.flavours import TENANT
from sync.emulator.oidc.provider import Oidc

__all__ = ["TENANT", "Account", "Client", "Directory", "Oidc", "WrongDirectoryError"]
