"""A real mail server on loopback, which refuses what it was told to refuse."""

import socket
import ssl
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DROP: Final = "drop"
"""Instead of an answer the connection breaks."""
USER: Final = "ierices@skola.example"
PASSWORD: Final = "pa/ro:le@1"


class Mailroom:
    """Keeps what it takes; each planned answer is given once, then everything is taken."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.envelopes: list[tuple[str, tuple[str, ...]]] = []
        self.sender_answers: list[str] = []
        self.recipient_answers: defaultdict[str, list[str]] = defaultdict(list)
        self.data_answers: list[str] = []
        self.at_data: Callable[[], None] = lambda: None
        self.connections = 0

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender_answers.pop(0) if self.sender_answers else "250 2.1.0 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        planned = self.recipient_answers[address]
        answer = planned.pop(0) if planned else "250 2.1.5 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self._told(server, answer)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.at_data()
        answer = self.data_answers.pop(0) if self.data_answers else "250 2.0.0 OK"
        if answer.startswith("250"):
            self.keep(envelope)
        return self._told(server, answer)

    def keep(self, envelope: Any) -> None:
        """Take the letter."""
        self.received.append(message_from_bytes(envelope.content, policy=default))
        self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))

    def _told(self, server: Any, answer: str) -> str:
        if answer == DROP:
            server.transport.abort()
            return "421 bye"
        return answer


class Server(Controller):
    """The server around a mailroom; `scheme` is the one of our setting."""

    def __init__(self, room: Mailroom, certificate: Path | None, scheme: str, **told: Any) -> None:
        context = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        if scheme == "smtps":
            told["ssl_context"] = context
        elif context is not None:
            told |= {"tls_context": context, "require_starttls": True}
        super().__init__(room, hostname="127.0.0.1", port=free_port(), **told)
        self.url = f"{scheme}://127.0.0.1:{self.port}"

    def url_with(self, user: str) -> str:
        """The setting with a sign-in ('user:password', percent-encoded)."""
        return self.url.replace("://", f"://{user}@")


def knows(server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
    """Whether somebody may sign in."""
    is_right = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


def free_port() -> int:
    """A port of loopback on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def make_certificate(file: Path) -> Path:
    """A certificate of 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file
