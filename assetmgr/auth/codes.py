"""Roles and permissions (DOMAIN.md, 'Who')."""

from enum import StrEnum, auto
from typing import Final


class Role(StrEnum):
    """A person's part in an institution, or in the municipality."""

    MUNICIPAL_ADMIN = "municipal_admin"
    MUNICIPAL_VIEWER = "municipal_viewer"
    INSTITUTION_HEAD = "institution_head"
    SCHOOL_ADMIN = "school_admin"
    SCHOOL_STAFF = "school_staff"
    BORROWER = "borrower"


MUNICIPAL_ROLES: Final = frozenset({Role.MUNICIPAL_ADMIN, Role.MUNICIPAL_VIEWER})
"""Roles that stand in no institution and reach all of them."""


class Permission(StrEnum):
    """What an endpoint asks for."""

    ACCOUNT = auto()
    BORROW = auto()
    REGISTER_READ = auto()
    REGISTER_WRITE = auto()
    EXCHANGE = auto()
    LABELS = auto()
    COUNT = auto()
    STOCKTAKE = auto()
    USAGE_READ = auto()
    PLANNING_READ = auto()
    SYNC_READ = auto()
    SYNC_RUN = auto()
    MUNICIPAL_READ = auto()
    MAIL = auto()
    """How letters fare that the product sends; what they say, nobody sees."""
    LENDING_READ = auto()
    """Counts of loans, and what can be lent; no borrower."""
    LEND = auto()
    """Borrowers, requests and loans: to hand out and to take back."""
    LENDING_RULES = auto()
    """Terms, settings, and decisions on what was damaged or lost."""


_READ: Final = frozenset(
    {
        Permission.ACCOUNT,
        Permission.REGISTER_READ,
        Permission.USAGE_READ,
        Permission.PLANNING_READ,
        Permission.SYNC_READ,
        Permission.LENDING_READ,
    }
)
_LENDS: Final = frozenset({Permission.LEND, Permission.LENDING_RULES})

GRANTS: Final[dict[Role, frozenset[Permission]]] = {
    Role.MUNICIPAL_ADMIN: frozenset(Permission) - {Permission.BORROW},
    Role.MUNICIPAL_VIEWER: _READ | {Permission.EXCHANGE, Permission.MUNICIPAL_READ},
    Role.INSTITUTION_HEAD: _READ
    | _LENDS
    | {Permission.EXCHANGE, Permission.COUNT, Permission.STOCKTAKE},
    Role.SCHOOL_ADMIN: _READ
    | _LENDS
    | {
        Permission.EXCHANGE,
        Permission.REGISTER_WRITE,
        Permission.LABELS,
        Permission.COUNT,
        Permission.STOCKTAKE,
        Permission.MAIL,
    },
    Role.SCHOOL_STAFF: frozenset(
        {
            Permission.ACCOUNT,
            Permission.REGISTER_READ,
            Permission.USAGE_READ,
            Permission.COUNT,
            Permission.LENDING_READ,
            Permission.LEND,
        }
    ),
    Role.BORROWER: frozenset({Permission.ACCOUNT, Permission.BORROW}),
}
"""What each role may do inside its institutions (municipal roles: in all of them)."""
