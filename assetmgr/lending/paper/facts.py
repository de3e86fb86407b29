"""What the papers say of an institution, as plain values."""

from dataclasses import dataclass
from typing import Final

from assetmgr.loans.act.contents import Terms

_WHAT: Final = {
    "chromebook": "Chromebook",
    "laptop": "portatīvo datoru",
    "tablet": "planšetdatoru",
}
_MONTHS: Final = (
    "janvārim", "februārim", "martam", "aprīlim", "maijam", "jūnijam",
    "jūlijam", "augustam", "septembrim", "oktobrim", "novembrim", "decembrim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask; each part may be unknown."""

    name: str | None
    email: str | None
    phone: str | None

    @property
    def ways(self) -> str:
        """Telephone and e-mail in one line."""
        return " · ".join(part for part in (self.phone, self.email) if part)


@dataclass(frozen=True, slots=True)
class Lends:
    """An institution that lends; `kinds` are the codes of what it has to take home."""

    name: str
    kinds: tuple[str, ...]
    contact: Contact
    address: str
    """The whole address of its public page."""
    terms: Terms
    year_ends: tuple[int, int]

    @property
    def what(self) -> str:
        """'Chromebook, portatīvo datoru vai planšetdatoru': what can be borrowed (accusative)."""
        words = [word for code, word in _WHAT.items() if code in self.kinds] or ["Chromebook"]
        return " vai ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]

    @property
    def until(self) -> str:
        """'31. maijam': the day up to which pupils borrow (dative)."""
        month, day = self.year_ends
        return f"{day}. {_MONTHS[month - 1]}"


def shown_address(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://").removeprefix("http://")
