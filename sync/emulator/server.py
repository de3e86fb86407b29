"""The stand-in over HTTP/1.1 on loopback, with kept-alive connections."""

import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any, ClassVar

from sync.emulator import admin
from sync.emulator.api import Api
from sync.emulator.breaking import ConnectionDroppedError
from sync.emulator.fleet import Fleet
from sync.emulator.oidc import Directory, Oidc
from sync.emulator.oidc.provider import PREFIX
from sync.emulator.planned import Fault
from sync.emulator.wire import Reply, Request

CUSTOMER = "C0standin"
JSON = "application/json; charset=UTF-8"
NOBODY = Directory()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that was answered, for whoever looks at what went over the wire."""

    request: Request
    status: int
    body: bytes


class Emulator(ThreadingHTTPServer):
    """A bound server; `serve_forever` answers. Port 0 takes a free one.

    The newest `remembered` exchanges are kept with their bodies: none for a server that stays up.
    """

    daemon_threads = True

    def __init__(
        self,
        fleet: Fleet,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        directory: Directory = NOBODY,
        remembered: int = 0,
    ) -> None:
        super().__init__((host, port), _Handler)
        self.api = Api(fleet, CUSTOMER)
        self.oidc = Oidc(directory, self.api.plan, self.api.tokens)
        self.exchanges: deque[Exchange] = deque(maxlen=remembered)

    @property
    def url(self) -> str:
        """The address to give to the client."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"

    def plan(self, *faults: Fault) -> None:
        """Plan faults from inside this process."""
        self.api.plan.add(faults)

    def reply(self, request: Request, address: str) -> Reply:
        """Answer one request that came from `address`."""
        if request.path == admin.PATH:
            near = ip_address(address).is_loopback
            return admin.answer(self.api.plan, request, from_loopback=near)
        answering = self.oidc if request.path.startswith(PREFIX) else self.api
        reply = answering.answer(request)
        self.exchanges.append(Exchange(request, reply.status, reply.body))
        return reply

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a client that went away in the middle; tell of everything else."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Emulator
    protocol_version = "HTTP/1.1"
    server_version = "Stand-in"
    # Headers and body in one write, and no Nagle: else each answer waits 40 ms for an ACK.
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout: ClassVar[float] = 120.0

    def _respond(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        request = Request.read(self.command, self.path, self.headers, body)
        try:
            self._send(self.server.reply(request, self.client_address[0]))
        except ConnectionDroppedError:
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in {"Content-Type": JSON, **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body[: int(len(reply.body) * reply.sent_share)])
        if reply.sent_share < 1:
            self.close_connection = True

    do_GET = do_POST = do_DELETE = _respond  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: progress is the client's to tell."""


def serve(
    fleet: Fleet, host: str = "127.0.0.1", port: int = 8471, *, directory: Directory = NOBODY
) -> None:
    """Answer until interrupted; raises OSError where the port is taken."""
    with Emulator(fleet, host, port, directory=directory) as emulator:
        emulator.serve_forever()


@contextmanager
def running(fleet: Fleet, directory: Directory = NOBODY) -> Iterator[Emulator]:
    """Answer from a thread, on a free port of loopback, while the block runs."""
    with Emulator(fleet, directory=directory, remembered=1000) as emulator:
        thread = threading.Thread(target=emulator.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield emulator
        finally:
            emulator.shutdown()
            thread.join()
