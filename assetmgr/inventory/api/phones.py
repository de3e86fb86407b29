"""What a phone that joined asks and tells, whoever is signed in by then."""

import json
from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException

from assetmgr.devices.queries import kinds
from assetmgr.extensions import csrf, db, limiter
from assetmgr.inventory.api import answers
from assetmgr.inventory.api.reading import NoSuchJsonError, delivery, last_number
from assetmgr.inventory.api.sign_in import (
    BarredError,
    held_phone,
    phone_key,
    reading_phone,
    signed_in_phone,
)
from assetmgr.inventory.operations.delivering import rooms_in, take_in
from assetmgr.inventory.operations.photos import NoSuchScanError, keep_photo
from assetmgr.inventory.operations.receipts import Delivered
from assetmgr.inventory.operations.signing_off import sign_off as note_sign_off
from assetmgr.inventory.policy.told import Told
from assetmgr.inventory.queries.delta import found_since
from assetmgr.inventory.queries.heads import Head, head_of
from assetmgr.inventory.queries.phone_list import phone_list
from assetmgr.inventory.queries.phones import PhoneSignIn
from assetmgr.web.access import public
from assetmgr.web.addresses import key_of
from assetmgr.web.body import at_most
from assetmgr.web.lifecycle import begin_anew, keep
from assetmgr.web.locale import LOCALES

phones = Blueprint("phones", __name__, url_prefix="/stocktakes/phone")
csrf.exempt(phones)
_JSON_BYTES: Final = 2 * 1024 * 1024
_PHOTO_BYTES: Final = 500_000
_often = limiter.limit("600/minute", key_func=phone_key)
"""All but deliveries: to count those takes as long as to store them."""


@phones.get("/list")
@public
@_often
def listing() -> ResponseReturnValue:
    """The expected list, the rooms and the words; 304 where the phone has it already."""
    head = _head(reading_phone())
    language = request.accept_languages.best_match(LOCALES, "lv") or "lv"
    found = phone_list(db.session(), head)
    response = jsonify(answers.listed(head, found, kinds(db.session()), language))
    response.headers["Vary"] = "Accept-Language, Authorization"
    response.add_etag()
    return response.make_conditional(request)


@phones.post("/deliver")
@public
@at_most(_JSON_BYTES)
def deliver() -> ResponseReturnValue:
    """Take in entries; 409 where their numbers have a gap, after what came before it."""
    sent_at, entries = _told()
    try:
        answer = _taken_in(entries, sent_at)
    except IntegrityError:
        answer = _taken_in_again(entries, sent_at)
    if answer.has_gap:
        keep()  # what came before the gap
        return answers.delivered(answer), 409
    return answers.delivered(answer)


@phones.get("/found")
@public
@_often
def found() -> ResponseReturnValue:
    """What all phones found since an answer with this `after` and `resolved`."""
    phone = reading_phone()
    after, resolved = (key_of(request.args.get(name, "0")) for name in ("after", "resolved"))
    if after is None or resolved is None:
        raise NoSuchJsonError("after, resolved: as they were told the last time, or 0")
    return answers.found(found_since(db.session(), phone.stocktake_id, after, resolved))


@phones.post("/photo/<uuid:uuid>")
@public
@at_most(_PHOTO_BYTES)
@_often
def photo(uuid: Any) -> ResponseReturnValue:
    """Keep the photo of what an unknown code stood on, once."""
    phone = signed_in_phone()
    content = request.get_data()
    if request.mimetype != "image/jpeg" or not content.startswith(b"\xff\xd8\xff"):
        raise NoSuchJsonError("a photo: image/jpeg")
    try:
        is_new = keep_photo(db.session(), phone, str(uuid), content, now=datetime.now(UTC))
    except NoSuchScanError:
        return {"error": "no such scan"}, 404
    return {"uuid": str(uuid)}, 201 if is_new else 200


@phones.post("/sign-off")
@public
@at_most(_JSON_BYTES)
@_often
def sign_off() -> ResponseReturnValue:
    """Note that the phone is done; 409 while numbers are missing."""
    phone = signed_in_phone()
    number = last_number(_body())
    answer = note_sign_off(db.session(), phone.id, number, now=datetime.now(UTC))
    return {"received": answer.received}, 200 if answer.done else 409


def _head(phone: PhoneSignIn) -> Head:
    return head_of(db.session(), phone.stocktake_id) or abort(404)


def _told() -> tuple[datetime, list[Told]]:
    try:
        return delivery(_body())
    except NoSuchJsonError:
        signed_in_phone()  # whoever is none is told nothing else
        raise


def _body() -> Any:
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise NoSuchJsonError("the body: a JSON object") from error


def _taken_in(entries: list[Told], sent_at: datetime, *, seeks_twins: bool = False) -> Delivered:
    phone = held_phone(rooms_in(entries))
    return take_in(
        db.session(),
        phone,
        entries,
        sent_at=sent_at,
        now=datetime.now(UTC),
        seeks_twins=seeks_twins,
    )


def _taken_in_again(entries: list[Told], sent_at: datetime) -> Delivered:
    """Some uuid is stored already: what is the same entry is not stored twice."""
    begin_anew()
    try:
        return _taken_in(entries, sent_at, seeks_twins=True)
    except IntegrityError as error:
        raise NoSuchJsonError("uuid: another entry has it") from error


@phones.errorhandler(BarredError)
def _bar(error: BarredError) -> ResponseReturnValue:
    return {"error": error.bar}, 409


@phones.errorhandler(NoSuchJsonError)
def _refuse(error: NoSuchJsonError) -> ResponseReturnValue:
    return {"error": str(error)}, 400


@phones.errorhandler(HTTPException)
def _fail(error: HTTPException) -> Response:
    code = error.code or 500
    told = {400: "no JSON", 401: "phone", 413: "too large", 429: "too many requests"}
    response = jsonify(error=told.get(code, error.name))
    response.status_code = code
    return response
