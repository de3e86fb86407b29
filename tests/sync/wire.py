"""A bare HTTP client with a token, to see the stand-in as any program would."""

import base64
import json
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from sync.emulator import Emulator

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://www.googleapis.com/auth/admin.directory.device.chromeos.readonly"
DEVICES = "/admin/directory/v1/customer/my_customer/devices/chromeos"


def claim(emulator: Emulator, **told: Any) -> str:
    """Return an assertion; a claim of None is left out."""
    now = int(time.time())
    claims = {
        "iss": "stand-in@example.org",
        "sub": "admin@example.org",
        "scope": SCOPE,
        "aud": f"{emulator.url}/token",
        "iat": now,
        "exp": now + 3600,
        **told,
    }
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in (
            {"alg": "RS256"},
            {name: value for name, value in claims.items() if value is not None},
            "signature",
        )
    )


class Wire:
    """Asks one stand-in; every answer is (status, JSON)."""

    def __init__(self, emulator: Emulator) -> None:
        self._connection = HTTPConnection("127.0.0.1", emulator.server_port, timeout=10)
        self._headers: dict[str, str] = {}

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Send one request; a mapping goes as a form, anything else as JSON."""
        form = isinstance(body, Mapping)
        data = None if body is None else urlencode(body) if form else json.dumps(body)
        self._connection.request(method, path, data, self._headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())

    def sign_in(self, assertion: str) -> tuple[int, Any]:
        """Exchange an assertion for a token and keep it."""
        status, told = self.ask("POST", "/token", {"grant_type": GRANT, "assertion": assertion})
        if status == 200:
            self._headers["Authorization"] = f"Bearer {told['access_token']}"
        return status, told

    def devices(self, **query: str) -> tuple[int, Any]:
        """List devices."""
        return self.ask("GET", f"{DEVICES}?{urlencode(query)}")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
