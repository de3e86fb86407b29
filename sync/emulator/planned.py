"""Faults on demand: what is to go wrong, on which request, how often."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

STANDING = frozenset({"short", "page_size", "duplicates", "used_by"})
"""These hold from their first request until they are cleared; the others `times` times."""
TOKEN_SPOILT = frozenset(
    {
        "wrong_issuer",
        "wrong_audience",
        "wrong_nonce",
        "wrong_key",
        "unsigned",
        "wrong_tenant",
        "expired_token",
        "no_email",
        "unverified_email",
        "foreign_domain",
        "foreign_hd",
        "no_hd",
    }
)
"""Faults of a sign-in's ID token."""
KINDS = STANDING | TOKEN_SPOILT | {"error", "drop", "cut", "slow", "bad_token", "revoke"}
PLACES = frozenset({"list", "get", "count", "token", "discovery", "sign_in"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One planned fault; raises ValueError for a kind or a place that there is not.

    `error`: `status` and `reason` (with `retry_after`, a header's text). `drop`: no answer, the
    connection closes. `cut`: it closes in the middle of the body. `slow`: `seconds` before the
    answer. `bad_token`: the page token is refused. `revoke`: every access token has expired.
    `short`: the list holds only this `share` of the fleet. `page_size`: more than `limit` devices
    a page are refused. `duplicates`: each page begins with the last `limit` devices of the one
    before. `used_by`: the device with this `serial` was used last by the managed account `email`,
    or, without it, by a guest; the newest plan for a serial counts. On `sign_in` (the token end
    point of OpenID Connect) a fault may also be one of TOKEN_SPOILT. The fault waits until `skip`
    requests of its kind have passed.
    """

    kind: str
    on: str = "list"
    skip: int = 0
    times: int = 1
    status: int = 503
    reason: str = "backendError"
    message: str = "A planned fault."
    retry_after: str = ""
    seconds: float = 0.0
    share: float = 1.0
    limit: int = 200
    serial: str = ""
    email: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"A fault is one of {', '.join(sorted(KINDS))}, not {self.kind!r}.")
        if self.on not in PLACES:
            raise ValueError(f"A fault is on {', '.join(sorted(PLACES))}, not {self.on!r}.")


def read_fault(told: Mapping[str, Any]) -> Fault:
    """Return the fault that a JSON object describes; raises ValueError or TypeError with why."""
    kinds = {field.name: field.type for field in fields(Fault)}
    for name, value in told.items():
        if name not in kinds:
            raise ValueError(f"A fault has no {name!r}.")
        expected = (int, float) if kinds[name] is float else kinds[name]
        if isinstance(value, bool) or not isinstance(value, expected):  # type: ignore[arg-type]
            raise TypeError(f"{name!r} of a fault cannot be {value!r}.")
    return Fault(**{"kind": "", **told})


class FaultPlan:
    """The faults still to come; several threads may take from it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[list[Any]] = []  # [fault, requests to let through, times left]

    def add(self, faults: Iterable[Fault]) -> None:
        """Plan more faults."""
        with self._lock:
            self._waiting += [[fault, fault.skip, fault.times] for fault in faults]

    def clear(self) -> None:
        """Plan none."""
        with self._lock:
            self._waiting.clear()

    def pending(self) -> list[dict[str, Any]]:
        """Return what is still planned, as JSON objects."""
        with self._lock:
            return [{**asdict(f), "skip": skip, "times": n} for f, skip, n in self._waiting]

    def take(self, place: str, query: Mapping[str, str]) -> list[Fault]:
        """Return the faults of this request, and count it."""
        with self._lock:
            due = [entry[0] for entry in self._waiting if _is_due(entry, place, query)]
            self._waiting = [
                entry for entry in self._waiting if entry[2] > 0 or entry[0].kind in STANDING
            ]
        return due


def _is_due(entry: list[Any], place: str, query: Mapping[str, str]) -> bool:
    fault: Fault = entry[0]
    if fault.on != place or (fault.kind == "bad_token" and not query.get("pageToken")):
        return False
    if entry[1] > 0:
        entry[1] -= 1
        return False
    entry[2] -= 1
    return True
