"""When something happened by the server's clock, told by a phone whose own may be wrong."""

from datetime import datetime


def corrected(told: datetime, sent: datetime, received: datetime, joined: datetime) -> datetime:
    """The moment `told` by the phone's clock, by the server's; all are aware.

    The phone said its own time when it sent (`sent`), so its clock is wrong by what lies between
    that and `received`. Nothing is later than its arrival, nor earlier than the phone's joining.
    """
    return max(min(received, joined), min(told + (received - sent), received))
