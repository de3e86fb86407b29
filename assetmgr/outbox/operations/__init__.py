"""Queueing letters, and what their senders note."""

from assetmgr.outbox.operations.queueing import NewMail, queue_mail, queue_mails

__all__ = ["NewMail", "queue_mail", "queue_mails"]
