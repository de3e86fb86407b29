"""Deny by default: every endpoint says what it asks for."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from assetmgr.auth.codes import Permission

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE: Final = "assetmgr_access"
_READS: Final = "assetmgr_only_reads"
_HURRIES: Final = "assetmgr_hurries"
PUBLIC: Final = "public"


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare that only people with `permission` reach the view; it also sets their scope."""

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, permission)
        return view

    return declare


def public(view: View) -> View:
    """Declare that everybody reaches the view; it has no scope, so it reads nothing by default."""
    setattr(view, _ATTRIBUTE, PUBLIC)
    return view


def only_reads(view: View) -> View:
    """Declare that a view writes nothing though it is sent a form: nobody waits for it."""
    setattr(view, _READS, True)
    return view


def hurried(view: View) -> View:
    """Declare that somebody stands at a desk: what the view stores is waited for once, at last."""
    setattr(view, _HURRIES, True)
    return view


def is_hurried(view: Callable[..., Any]) -> bool:
    """Whether a view declared that."""
    return getattr(view, _HURRIES, False)


def is_reading(method: str, view: Callable[..., Any] | None) -> bool:
    """Whether a request writes nothing, by its method or by what its view declared."""
    return method in READING or getattr(view, _READS, False)


def declared(view: Callable[..., Any]) -> Permission | str | None:
    """What a view declared: a permission, `PUBLIC`, or None (then it is refused)."""
    found: Permission | str | None = getattr(view, _ATTRIBUTE, None)
    return found
