"""A phone that counts, as a test drives it: it numbers what it tells and delivers it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Json = dict[str, Any]


@dataclass
class Phone:
    """`clock` is how far the phone's clock is ahead; `queue` is everything it ever told."""

    client: FlaskClient
    key: str
    token: str
    clock: timedelta = timedelta(0)
    queue: list[Json] = field(default_factory=list)

    def told(self, action: str, **fields: Any) -> Json:
        """Number an entry and keep it."""
        entry = {
            "number": len(self.queue) + 1,
            "uuid": str(uuid4()),
            "action": action,
            "at": self.now(),
            **fields,
        }
        self.queue.append(entry)
        return entry

    def scan(self, code: str, **fields: Any) -> Json:
        """Scan a code."""
        return self.told("scan", code=code, **fields)

    def now(self) -> str:
        """The time by the phone's clock."""
        return (datetime.now(UTC) + self.clock).isoformat()

    def deliver(self, entries: list[Json] | None = None) -> TestResponse:
        """Send entries (all that were ever told, if none are given)."""
        told = self.queue if entries is None else entries
        return self.post("deliver", {"sent_at": self.now(), "entries": told})

    def receipts(self, entries: list[Json] | None = None) -> list[Json]:
        """Deliver, and give the receipts."""
        response = self.deliver(entries)
        assert response.status_code == 200, response.text
        receipts: list[Json] = response.get_json()["receipts"]
        return receipts

    def sign_off(self, last_number: int | None = None) -> TestResponse:
        """Say that it is done."""
        last = len(self.queue) if last_number is None else last_number
        return self.post("sign-off", {"last_number": last})

    def post(self, what: str, body: Any) -> TestResponse:
        """Send JSON."""
        return self.client.post(f"/stocktakes/phone/{what}", json=body, headers=self.headers)

    def get(self, what: str, **headers: str) -> TestResponse:
        """Ask for JSON."""
        return self.client.get(f"/stocktakes/phone/{what}", headers={**self.headers, **headers})

    @property
    def headers(self) -> dict[str, str]:
        """Its sign-in."""
        return {"Authorization": f"Phone {self.key}:{self.token}"}
