"""The wire: one connection to the mail server, and what its answers mean."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Final

from assetmgr.mail_settings import Security, SmtpServer
from assetmgr.outbox.codes import Reason

TIMEOUT: Final = 20.0
"""Seconds without any answer."""
_ENHANCED: Final = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")


class NotSentError(Exception):
    """The server did not take this letter; `is_final`: no further attempt can mend that."""

    def __init__(self, reason: Reason, detail: str = "", *, is_final: bool = False) -> None:
        super().__init__(reason.value, detail)
        self.reason = reason
        self.detail = detail
        self.is_final = is_final


class ServerAwayError(Exception):
    """No letter at all can be sent now: the server is not reached, or does not accept us."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason.value, detail)
        self.reason = reason
        self.detail = detail


class Postman:
    """Sends letters over one connection, which is opened when needed and again when it broke."""

    def __init__(self, server: SmtpServer, own_name: str) -> None:
        """`own_name` is how we greet the server: a domain."""
        self._server = server
        self._own_name = own_name
        self._smtp: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, sender: str, to: str) -> None:
        """Hand one letter over; returns when the server has taken it.

        Raises:
            NotSentError: it was not taken, or nobody knows: the connection broke.
            ServerAwayError: no letter can be sent now.
        """
        smtp = self._connected()
        try:
            smtp.sendmail(sender, [to], message.as_bytes())
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code < 500:
                raise _not_sent(Reason.PUT_OFF, error.smtp_code, error.smtp_error) from None
            reply = _reply(error.smtp_code, error.smtp_error)
            raise ServerAwayError(Reason.SENDER_REFUSED, reply) from None
        except smtplib.SMTPRecipientsRefused as error:
            raise _not_sent(Reason.RECIPIENT_REFUSED, *error.recipients[to]) from None
        except smtplib.SMTPDataError as error:
            raise _not_sent(Reason.CONTENT_REFUSED, error.smtp_code, error.smtp_error) from None
        except OSError:  # smtplib's own errors are among them
            self.close()
            raise NotSentError(Reason.DROPPED) from None

    def close(self) -> None:
        """Take leave of the server, if it is there."""
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.quit()
            self._smtp.close()
        self._smtp = None

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None and self._smtp.sock is not None:  # smtplib closes it at a 421
            return self._smtp
        try:
            self._smtp = self._open()
            self._introduce(self._smtp)
        except OSError as error:
            self.close()
            raise _away(error) from None
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(
                server.host,
                server.port,
                self._own_name,
                timeout=TIMEOUT,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(server.host, server.port, self._own_name, timeout=TIMEOUT)

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        if self._server.security is Security.STARTTLS:  # raises where the server offers none
            smtp.starttls(context=ssl.create_default_context())
        if self._server.user is not None:
            smtp.login(self._server.user, self._server.password)
        smtp.ehlo_or_helo_if_needed()


def _not_sent(reason: Reason, code: int, text: bytes | str) -> NotSentError:
    """4xx is for now, 5xx for good (RFC 5321, 4.2.1)."""
    is_final = code >= 500
    return NotSentError(
        reason if is_final else Reason.PUT_OFF, _reply(code, text), is_final=is_final
    )


def _away(error: OSError) -> ServerAwayError:
    match error:
        case smtplib.SMTPAuthenticationError():
            return ServerAwayError(Reason.LOGIN, _reply(error.smtp_code, error.smtp_error))
        case smtplib.SMTPResponseException():
            return ServerAwayError(Reason.UNREACHABLE, _reply(error.smtp_code, error.smtp_error))
        case smtplib.SMTPNotSupportedError() if "STARTTLS" in str(error):
            return ServerAwayError(Reason.ENCRYPTION, "STARTTLS")
        case smtplib.SMTPNotSupportedError():
            return ServerAwayError(Reason.LOGIN, "AUTH")
        case ssl.SSLError():
            return ServerAwayError(Reason.ENCRYPTION, error.reason or type(error).__name__)
        case _:
            return ServerAwayError(Reason.UNREACHABLE, error.strerror or type(error).__name__)


def _reply(code: int, text: bytes | str) -> str:
    """The numbers of an answer: '550 5.1.1'. Its words may name the recipient."""
    found = _ENHANCED.match(text if isinstance(text, bytes) else text.encode())
    return f"{code} {found.group().decode()}" if found else str(code)
