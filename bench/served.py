"""An application behind gunicorn, as `assetmgr serve` runs it, asked over one connection."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


class Asking:
    """A connection that stays open."""

    def __init__(self, port: int) -> None:
        """To loopback."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def post(self, path: str, body: Any, headers: Mapping[str, str]) -> bytes:
        """The answer's body; anything but 200 raises RuntimeError."""
        told = {"Content-Type": "application/json", **headers}
        self._connection.request("POST", path, json.dumps(body), told)
        response = self._connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise RuntimeError(content.decode())
        return content


@contextmanager
def served(target: str, environ: Mapping[str, str]) -> Iterator[int]:
    """Serve `module:app` in one worker with four threads, in a process of its own; its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", target, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--threads", "4", "--worker-class", "gthread"]
    process = subprocess.Popen([*command, "--log-level", "error"], env={**os.environ, **environ})
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")
