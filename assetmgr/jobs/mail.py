"""Sending what waits, every minute."""

from typing import Final

import structlog
from flask import Flask

from assetmgr.extensions import config_of
from assetmgr.outbox.sending import forget_old, send_due, this_moment

JOB: Final = "send mail"
_log = structlog.get_logger()


def send_mail(app: Flask) -> None:
    """Send every letter that is due; without a mail server they wait.

    It raises nothing: the next minute tries again. An error is logged by its name alone, as its
    text may have a letter in it.
    """
    try:
        forget_old(app, this_moment())
        if config_of(app).mail.server is None:
            return
        done = send_due(app)
    except Exception as error:
        _log.error("mail not sent", error=type(error).__name__)
        return
    if done.sent or done.failed or done.fault:
        _log.info("mail", sent=done.sent, failed=done.failed, fault=done.fault)
