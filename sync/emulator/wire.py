"""A request and a reply, apart from sockets, and errors in the shape of Google's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `query` and `form` hold the first value of each name."""

    method: str
    path: str
    query: Mapping[str, str]
    authorization: str = ""
    host: str = ""
    body: bytes = b""

    @classmethod
    def read(cls, method: str, target: str, headers: Message, body: bytes) -> "Request":
        """Build it from what came over the wire."""
        url = urlsplit(target)
        return cls(
            method,
            url.path,
            _first_values(url.query),
            headers.get("Authorization", ""),
            headers.get("Host", ""),
            body,
        )

    @property
    def form(self) -> Mapping[str, str]:
        """The posted form."""
        return _first_values(self.body.decode("utf-8", "replace"))


def _first_values(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, JSON unless its headers say otherwise.

    `sent_share` under 1 breaks the connection after that part of the body.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    sent_share: float = 1.0


def json_reply(value: Any, status: int = 200) -> Reply:
    """Write a value as the answer."""
    return Reply(status, json.dumps(value, ensure_ascii=False).encode())


class ApiError(Exception):
    """A refusal in Google's own form ('Handle errors' in the guide to the Directory API)."""

    def __init__(self, status: int, reason: str, message: str, location: str = "") -> None:
        self.status = status
        self.reason = reason
        self.message = message
        self.location = location
        super().__init__(message)

    def reply(self, headers: Mapping[str, str] | None = None) -> Reply:
        """Return it as an answer."""
        first = {"message": self.message, "domain": "global", "reason": self.reason}
        if self.location:
            first |= {"location": self.location, "locationType": "parameter"}
        error = {"code": self.status, "message": self.message, "errors": [first]}
        return Reply(self.status, json.dumps({"error": error}).encode(), headers or {})


def invalid(message: str, location: str) -> ApiError:
    """Return the refusal of one parameter."""
    return ApiError(400, "invalidParameter", message, location)
