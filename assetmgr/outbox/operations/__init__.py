"""Queueing letters, and what their senders note."""

from assetmgr.outbox.operations.queueing import NewMail, queue_mail, queue_mails
from assetmgr.outbox.operations.withdrawing import withdraw_mails

__all__ = ["NewMail", "queue_mail", "queue_mails", "withdraw_mails"]
