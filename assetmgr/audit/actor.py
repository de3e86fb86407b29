"""Who acts, and through what."""

from dataclasses import dataclass
from enum import StrEnum


class Via(StrEnum):
    """The way a change came in."""

    WEB = "web"
    API = "api"
    IMPORT = "import"
    SYNC = "sync"
    SCAN = "scan"
    COMMAND = "command"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or a job, without `user_id`) as of the moment of acting."""

    name: str
    via: Via
    user_id: int | None = None
