"""Somebody who signs in: the product through its test client, the stand-in over HTTP."""

from http.client import HTTPConnection
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from sync.emulator import Emulator


def asked(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def path_of(address: str) -> str:
    """What of an address comes after the host."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Visitor:
    """A browser: cookies for the product, none for the stand-in."""

    def __init__(self, app: Flask, emulator: Emulator) -> None:
        self.client = app.test_client()
        self.client.get("/language/en", base_url="https://ierices.example.lv")
        self._emulator = emulator

    def get(self, path: str) -> TestResponse:
        """Open a page of the product."""
        return self.client.get(path, base_url="https://ierices.example.lv")

    def post(self, path: str, told: dict[str, str]) -> TestResponse:
        """Send a form of the product."""
        return self.client.post(
            path,
            data=told,
            base_url="https://ierices.example.lv",
            headers={"Referer": "https://ierices.example.lv/"},
        )

    def begin(self, provider: str = "google", query: str = "") -> str:
        """Follow the button; the provider's address."""
        answer = self.get(f"/sign-in/{provider}{query}")
        assert answer.status_code == 302, answer.text
        return answer.location

    def choose(self, address: str, email: str) -> str:
        """Choose an account on the provider's page; the way back to the product."""
        chosen = next(one for one in self._emulator.oidc.directory.accounts if one.email == email)
        return self.follow(f"{address}&account={chosen.sub}")

    def follow(self, address: str) -> str:
        """Where the stand-in leads on to, as a path."""
        connection = HTTPConnection("127.0.0.1", self._emulator.server_port, timeout=10)
        try:
            connection.request("GET", path_of(address))
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        assert answer.status == 302, answer.status
        return path_of(answer.headers["Location"])

    def sign_in(self, email: str, provider: str = "google", query: str = "") -> TestResponse:
        """The whole way; the product's answer to the way back."""
        return self.get(self.choose(self.begin(provider, query), email))

    @property
    def is_signed_in(self) -> bool:
        """Whether the product lets the browser further than the sign-in."""
        return self.get("/").location in {"/dashboard/", "/my"}
