"""A stand-in on loopback: for Google's Directory API as the sync uses it, and for signing in.

It shares nothing with the client but the wire: it imports no other module of `sync`. What it
serves is checked against the discovery document that google-api-python-client brings along.
Start it with `serve`, or with `running` inside a test.
"""

from sync.emulator.credentials import credentials_file
from sync.emulator.fleet import Fleet, WrongFleetError
from sync.emulator.oidc import TENANT, Account, Client, Directory, WrongDirectoryError
from sync.emulator.planned import Fault
from sync.emulator.server import Emulator, running, serve

__all__ = [
    "TENANT",
    "Account",
    "Client",
    "Directory",
    "Emulator",
    "Fault",
    "Fleet",
    "WrongDirectoryError",
    "WrongFleetError",
    "credentials_file",
    "running",
    "serve",
]
