"""A stand-in for the parts of Google's Directory API that the sync uses, on loopback.

It shares nothing with the client but the wire: it imports no other module of `sync`. What it
serves is checked against the discovery document that google-api-python-client brings along.
Start it with `serve`, or with `running` inside a test.
"""

from sync.emulator.credentials import credentials_file
from sync.emulator.fleet import Fleet, WrongFleetError
from sync.emulator.planned import Fault
from sync.emulator.server import Emulator, running, serve

__all__ = [
    "Emulator",
    "Fault",
    "Fleet",
    "WrongFleetError",
    "credentials_file",
    "running",
    "serve",
]
