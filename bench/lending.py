"""A device handed out, and one taken back, against a bare Flask request (see bench.scan)."""

import http.client
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any, Final
from urllib.parse import urlencode

from assetmgr import create_app
from assetmgr.config import load
from bench import lent
from bench.scan import FLOOR, SERVER, scratch
from bench.served import Asking, served
from bench.timing import Measured

TIMES: Final = 1_000
UNCOUNTED: Final = 50
LIMIT: Final = 2


def measure(folder: Path) -> list[Measured]:
    """Hand-outs and returns one by one, on each database that is at hand."""
    found = list(_measured("SQLite", f"sqlite:///{folder / 'loans.sqlite3'}", folder))
    if SERVER:
        with scratch(SERVER) as url:
            found += _measured("PostgreSQL", url, folder)
    return found


def _measured(name: str, url: str, folder: Path) -> Iterator[Measured]:
    """All are served alike and take turns, so that all see the same machine."""
    environ = {"ASSETMGR_DATABASE_URL": url, "ASSETMGR_DATA_DIR": str(folder)}
    waiting = lent.fill(create_app(load(environ)), TIMES + UNCOUNTED)
    with (
        served("wsgi:app", environ) as ours,
        served("bench.bare:app", {**environ, "BENCH_DATABASE": url}) as bare,
    ):
        desk, floor = _Desk(ours), _bare(Asking(bare))
        out, back, least = _in_turn(
            lambda at: desk.hand_out(waiting[at]), lambda at: desk.take_back(lent.tag(at)), floor
        )
    for what, spent in (("handed out", out), ("taken back", back)):
        text = f"a device {what} at 100,000 open loans, p95, {name}"
        yield Measured(text, spent, least, LIMIT, FLOOR)


class _Desk:
    """A browser that is signed in at a school's desk, over one connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}
        self._token = self._read_token("/sign-in")
        self._send("/sign-in", {"email": lent.EMAIL, "password": lent.PASSWORD})
        self._token = self._read_token("/lending/take-back")

    def hand_out(self, one: lent.Waits) -> None:
        """Scan a device for a pupil, as the page's script does; RuntimeError if it is refused."""
        told = {"code": one.tag, "person": one.person_id, "extra-charger": 1}
        self._done("/lending/hand-out?class=1.a", told)

    def take_back(self, tag: str) -> None:
        """Scan a device in quick mode."""
        self._done("/lending/take-back", {"code": tag, "fast": 1})

    def _done(self, path: str, told: dict[str, Any]) -> None:
        status, text = self._send(path, told)
        if status != 200 or "desk-new" not in text:
            raise RuntimeError(f"{status}: {text}")

    def _send(self, path: str, told: dict[str, Any]) -> tuple[int, str]:
        body = urlencode({"csrf_token": self._token, **told})
        return self._ask("POST", path, body)

    def _read_token(self, path: str) -> str:
        status, text = self._ask("GET", path, "")
        found = re.search(r'name="csrf_token" value="([^"]+)"', text)
        if found is None:
            raise RuntimeError(f"{path} has no form ({status})")
        return found[1]

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-Requested-With": "fetch",
        }
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie", ()):
            name, _, rest = line.partition("=")
            self._cookies[name] = rest.partition(";")[0]
        return response.status, text


def _bare(asking: Asking) -> Callable[[int], object]:
    """What the least possible program would do of it."""
    return lambda at: asking.post(
        "/", {"tag": lent.tag(at).casefold(), "at": datetime.now(UTC).isoformat()}, {}
    )


def _in_turn(*turns: Callable[[int], object]) -> list[float]:
    """The p95 of each, in turn."""
    spent: list[list[float]] = [[] for _ in turns]
    for at in range(TIMES + UNCOUNTED):
        for times, run in zip(spent, turns, strict=True):
            begin = time.perf_counter()
            run(at)
            times.append(time.perf_counter() - begin)
    return [quantiles(times[UNCOUNTED:], n=20)[-1] for times in spent]
