"""What a register must be able to answer for the figure check."""

from datetime import date
from decimal import Decimal
from typing import Protocol

Kinds = frozenset[str]
Purposes = frozenset[str] | None


class Register(Protocol):
    """A register of one municipality. `site` narrows an answer to one address of an institution.

    Kinds, purposes and types of institution are the codes of the device file; a purpose of None
    means every purpose. Only devices that count on the day are counted.
    """

    def institutions(self, institution_type: str) -> list[str]:
        """Codes of the institutions of a type: school, preschool or other."""

    def count(
        self,
        institution: str,
        kinds: Kinds,
        purposes: Purposes,
        as_of: date,
        site: str | None = None,
    ) -> int:
        """How many such devices count at the institution at the end of the day."""

    def ages(
        self, institution_type: str, kinds: Kinds, purposes: Purposes, as_of: date
    ) -> list[date | None]:
        """The day of acquisition of each such device that counts; None where it is not known."""

    def headcount(
        self, institution: str, column: str, as_of: date, site: str | None = None
    ) -> Decimal | None:
        """The newest told value not after the day, summed over sites; None if none was told."""

    def stated_need(
        self, institution: str, audience: str, kind: str, site: str | None = None
    ) -> int | None:
        """The devices still needed by pupils or teachers, summed over sites; None if not stated."""

    def weekly_active(self, first: date, last: date) -> list[tuple[str, int, int]]:
        """Whole ISO weeks within the days: week (2024-W36), active Chromebooks, fleet on Sunday."""

    def survey(self, code: str) -> Decimal | None:
        """A stored value: an indicator's baseline by code ('12 daily' is the daily share of 12),
        or a told figure by name, summed over institutions."""

    def target(self, code: str, school_year: str) -> str:
        """An indicator's target for 2026/27 or 2028/29 as stored, such as '<=2.5' or '100'."""

    def provision_target(self, action: str, scope: str) -> tuple[str, str]:
        """A provision target and its optimal value ('' if none): ('>=500', '1000').

        `scope` is school, preschool or all.
        """
