"""The product in a process of its own: stopping it is the network going away."""

import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Final

PATIENCE_S: Final = 30
_STEP_S: Final = 0.05


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@dataclass
class Server:
    """It keeps its address over all its lives."""

    environ: dict[str, str]
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, unless it runs, and wait until it answers."""
        if self._process is not None:
            return
        command = [sys.executable, "-m", "assetmgr", "serve", "--bind", f"127.0.0.1:{self.port}"]
        options = ["--workers", "1", "--no-scheduler"]
        self._process = subprocess.Popen([*command, *options], env=self.environ)
        until = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(_STEP_S)

    def stop(self) -> None:
        """Stop it, if it runs."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/count", timeout=1) as response:
                return bool(response.status == 200)
        except OSError:
            return False
