"""The demo's sign-ins: one for each role."""

from dataclasses import dataclass
from typing import Final

from assetmgr.auth.codes import Role


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody invented; the institution is None for a municipal role."""

    role: Role
    email: str
    name: str
    institution: str | None


PASSWORD: Final = "Liepaja-demo-2024"  # noqa: S105 - printed on purpose, for loopback alone
DOMAIN: Final = "demo.example"
PEOPLE: Final = (
    DemoPerson(Role.MUNICIPAL_ADMIN, "lip.admin@demo.example", "LIP IT nodaļa", None),
    DemoPerson(Role.MUNICIPAL_VIEWER, "lip.skatitajs@demo.example", "LIP Attīstības nodaļa", None),
    DemoPerson(Role.INSTITUTION_HEAD, "direktors@demo.example", "Skolas direktors", "RAI"),
    DemoPerson(Role.SCHOOL_ADMIN, "admin@demo.example", "Skolas administrators", "RAI"),
    DemoPerson(Role.SCHOOL_STAFF, "skolotajs@demo.example", "Skolas bibliotekārs", "RAI"),
    DemoPerson(Role.BORROWER, "skolens@demo.example", "Skolēns", "RAI"),
)
