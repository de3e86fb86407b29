"""The person at the other end of a request, as plain values."""

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import time
from typing import Any, Final

from flask import abort
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user

from assetmgr.audit.actor import Actor, Via
from assetmgr.auth.codes import GRANTS, MUNICIPAL_ROLES, Permission, Role
from assetmgr.auth.queries import Part, Person, signed_in
from assetmgr.db.scope import Borrower, Institutions, Municipality, Scope, system_scope
from assetmgr.extensions import db

LONGEST: Final = timedelta(days=1)
"""A sitting ends by itself, however often its cookie is written anew."""
_SITTING: Final = "sitting"


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):  # type: ignore[misc] # it has no types
    """A signed-in person and the parts they have in institutions."""

    person: Person

    def get_id(self) -> str:
        """The key that stands in the session cookie."""
        return self.person.key

    @property
    def name(self) -> str:
        """The person's name."""
        return self.person.name

    @property
    def account_id(self) -> int:
        """The account's id; whoever has no account reaches no page that asks."""
        if self.person.id is None:
            abort(403)
        return self.person.id

    @property
    def roles(self) -> frozenset[Role]:
        """Every role the person has anywhere."""
        return frozenset(part.role for part in self.person.parts)

    @property
    def is_municipal(self) -> bool:
        """Whether the person reaches every institution."""
        return not self.roles.isdisjoint(MUNICIPAL_ROLES)

    def is_municipal_for(self, permission: Permission) -> bool:
        """Whether the person reaches every institution with this permission."""
        return any(
            part.institution_id is None
            and part.role in MUNICIPAL_ROLES
            and permission in GRANTS[part.role]
            for part in self.person.parts
        )

    @property
    def is_borrower_only(self) -> bool:
        """Whether the person has nothing but own loans."""
        return self.roles == {Role.BORROWER}

    def may(self, permission: Permission) -> bool:
        """Whether the person has the permission anywhere."""
        return any(permission in GRANTS[role] for role in self.roles)

    def may_in(self, permission: Permission, institution_id: int) -> bool:
        """Whether the person has the permission in this institution."""
        return any(
            permission in GRANTS[part.role] and part.institution_id in {None, institution_id}
            for part in self.person.parts
        )

    def scope_for(self, permission: Permission) -> Scope:
        """What the person may touch with this permission."""
        if permission is Permission.BORROW:
            return Borrower(self.person.borrows_as)
        parts = [part for part in self.person.parts if permission in GRANTS[part.role]]
        places = frozenset(_places(parts))
        handled = frozenset(_places([part for part in parts if part.is_handler]))
        if self.is_municipal_for(permission):
            return Municipality(f"{permission} in all institutions", places, handled)
        return Institutions(places, handled)

    def as_actor(self, via: Via = Via.WEB) -> Actor:
        """The person as the one who acts."""
        return Actor(self.person.pseudonym or self.person.name, via, self.person.id)


def _places(parts: list[Part]) -> list[int]:
    return [part.institution_id for part in parts if part.institution_id is not None]


def me() -> SignedIn:
    """The signed-in person of this request; behind `@requires` it is somebody."""
    found: SignedIn = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way out
    return found


def begin_sitting(browser: MutableMapping[str, Any]) -> None:
    """Note in a browser's cookie that somebody signs in: the moment, and a key of it alone."""
    browser[_SITTING] = f"{int(time())}.{secrets.token_urlsafe(12)}"


def sitting_of(browser: Mapping[str, Any]) -> str | None:
    """What stands for this sitting, from a sign-in to its sign-out; None once it has ended."""
    sitting: str = browser.get(_SITTING, "")
    begun = sitting.partition(".")[0]
    if not begun.isdecimal() or time() - int(begun) > LONGEST.total_seconds():
        return None
    return sitting


def acting() -> dict[str, Any]:
    """Who acts, and when, as operations ask for it."""
    return {"actor": me().as_actor(), "now": datetime.now(UTC)}


def install(manager: LoginManager) -> None:
    """Tell the login manager how to find a person and where to sign in."""
    manager.user_loader(_load)
    manager.login_view = "auth.sign_in"


def _load(key: str) -> SignedIn | None:
    """Who signed in with this key; nobody where the password was changed, or one signed out."""
    session, sitting = db.session(), sitting_of(cookie)
    with system_scope(session, reason="who is signed in"):
        found = signed_in(session, key, sitting) if sitting else None
    return SignedIn(found) if found else None
