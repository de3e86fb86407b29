"""Who may be, and who is, a named handler of what is sensitive."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.auth.codes import GRANTS, Permission, Role
from assetmgr.auth.models import Membership, User
from assetmgr.db.scope import system_scope
from assetmgr.i18n.alphabet import latvian_key


@dataclass(frozen=True, slots=True)
class PossibleHandler:
    """An account's part in an institution."""

    membership_id: int
    name: str
    role: Role
    is_handler: bool


def possible_handlers(session: Session, institution_id: int) -> list[PossibleHandler]:
    """The active accounts that lend at an institution, by name.

    The caller has made sure that the institution is within reach: accounts are the municipality's.
    """
    lend = [role for role, grants in GRANTS.items() if Permission.LEND in grants]
    with system_scope(session, reason="names of accounts of one institution"):
        rows = session.execute(
            select(Membership.id, User.name, Membership.role, Membership.is_handler)
            .join(User, User.id == Membership.user_id)
            .where(
                Membership.institution_id == institution_id,
                Membership.role.in_(lend),
                User.active,
            )
        ).all()
    found = [PossibleHandler(*row) for row in rows]
    return sorted(found, key=lambda one: latvian_key(one.name))
