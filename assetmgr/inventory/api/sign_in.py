"""How a phone signs in: `Authorization: Phone <key>:<token>`, never by a cookie."""

import hmac
from collections.abc import Iterable
from typing import Final

from flask import abort, request

from assetmgr.db.scope import Institutions, set_scope
from assetmgr.extensions import db
from assetmgr.inventory.operations.holding import HeldPhone, hold_phone_signing_in
from assetmgr.inventory.operations.joining import digest
from assetmgr.inventory.policy.phones import Bar
from assetmgr.inventory.queries.phones import PhoneSignIn, phone_signing_in

_SCHEME: Final = "Phone "


class BarredError(Exception):
    """The phone may still tell, but no longer read; `bar` says why."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        super().__init__(bar)


def phone_key() -> str:
    """The key that the request names, unchecked: whose requests are counted together."""
    return _named()[0]


def signed_in_phone() -> PhoneSignIn:
    """The phone that asks; the request then reaches its institution alone. Else 401."""
    key, token = _named()
    phone = phone_signing_in(db.session(), key) if key else None
    if phone is None or not hmac.compare_digest(phone.token_sha256, digest(token)):
        abort(401)
    set_scope(db.session(), Institutions(frozenset({phone.institution_id})))
    return phone


def reading_phone() -> PhoneSignIn:
    """As `signed_in_phone`, for a question about the register.

    Raises:
        BarredError: the stocktake is closed, or the phone is not waited for any more.
    """
    phone = signed_in_phone()
    if phone.bar is not None:
        raise BarredError(phone.bar)
    return phone


def held_phone(rooms: Iterable[int]) -> HeldPhone:
    """The phone that tells something, held with its stocktake, as `hold_phone` says. Else 401."""
    key, token = _named()
    phone = hold_phone_signing_in(db.session(), key, digest(token), rooms) if key else None
    if phone is None:
        abort(401)
    set_scope(db.session(), Institutions(frozenset({phone.institution_id})))
    return phone


def _named() -> tuple[str, str]:
    told = request.headers.get("Authorization", "")
    if not told.startswith(_SCHEME) or not told.isascii():
        return "", ""
    key, _, token = told.removeprefix(_SCHEME).strip().partition(":")
    return key[:36], token
