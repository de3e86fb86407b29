"""From a row to a letter as it goes over the wire."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from assetmgr.outbox.operations.claiming import Claimed


def compose(one: Claimed, sender: Address, now: datetime) -> EmailMessage:
    """The letter: plain text, its headers safe by construction.

    The Message-ID is the same at every attempt, so that a letter that comes twice is known again.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = Address(one.recipient_name or "", addr_spec=one.recipient)
    message["Subject"] = one.subject
    message["Date"] = now
    message["Message-ID"] = message_id(one.key, one.queued_at, sender.domain)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers this
    message["Content-Language"] = "lv"
    message.set_content(one.body, cte="quoted-printable")
    return message


def message_id(key: str, queued_at: datetime, domain: str) -> str:
    """The same for a letter every time, another one for the same key of another installation."""
    told = f"{key} {queued_at.timestamp():.6f}"
    return f"<{hashlib.sha256(told.encode()).hexdigest()[:32]}@{domain}>"
