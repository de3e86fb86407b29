"""What importing a class list does."""

from dataclasses import dataclass, field
from hashlib import sha256

from assetmgr.db.secrets import Cipher
from assetmgr.exchange.report import NewNames, Report, ShownChange
from assetmgr.people.operations.deeds import Batch


@dataclass(frozen=True, slots=True)
class Move:
    """How many go from one class to another; None: of no class."""

    before: str | None
    after: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who is no longer on the list; `has_loan`: a device is still out."""

    name: str
    class_name: str | None
    has_loan: bool


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """A batch for each institution of the list, and what the preview tells of them."""

    report: Report
    batches: tuple[Batch, ...]
    changes: tuple[ShownChange, ...]
    moves: tuple[Move, ...]
    leavers: tuple[Leaver, ...]
    codes: tuple[str, ...]
    """The digests of all personal codes told, of which no text shows anything."""
    cipher: Cipher = field(repr=False)

    @property
    def new_names(self) -> NewNames:
        """Nothing comes into being besides the people."""
        return NewNames()

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do the same (SHA-256, hexadecimal)."""
        deeds = (self.batches, self.leavers, self.codes)
        return sha256(repr(deeds).encode("utf-8", "surrogatepass")).hexdigest()
