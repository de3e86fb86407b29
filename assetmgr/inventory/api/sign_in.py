"""How a phone signs in: `Authorization: Phone <key>:<token>`, never by a cookie."""

import hmac
from collections.abc import Iterable
from typing import Final, TypeVar

from flask import abort, request

from assetmgr.db.scope import Institutions, set_scope
from assetmgr.extensions import db
from assetmgr.inventory.operations.holding import HeldPhone, hold_phone_signing_in
from assetmgr.inventory.operations.joining import digest
from assetmgr.inventory.queries.phones import PhoneSignIn, phone_signing_in

AnyPhone = TypeVar("AnyPhone", PhoneSignIn, HeldPhone)
_SCHEME: Final = "Phone "


def phone_key() -> str:
    """The key that the request names, unchecked: whose requests are counted together."""
    return _named()[0]


def signed_in_phone() -> PhoneSignIn:
    """The phone that asks; the request then reaches its institution alone. Else 401."""
    key, token = _named()
    return _admitted(phone_signing_in(db.session(), key) if key else None, token)


def held_phone(rooms: Iterable[int]) -> HeldPhone:
    """The phone that tells something, held with its stocktake, as `hold_phone` says. Else 401."""
    key, token = _named()
    return _admitted(hold_phone_signing_in(db.session(), key, rooms) if key else None, token)


def _admitted(phone: AnyPhone | None, token: str) -> AnyPhone:
    if phone is None or not hmac.compare_digest(phone.token_sha256, digest(token)):
        abort(401)
    set_scope(db.session(), Institutions(frozenset({phone.institution_id})))
    return phone


def _named() -> tuple[str, str]:
    told = request.headers.get("Authorization", "")
    if not told.startswith(_SCHEME) or not told.isascii():
        return "", ""
    key, _, token = told.removeprefix(_SCHEME).strip().partition(":")
    return key[:36], token
