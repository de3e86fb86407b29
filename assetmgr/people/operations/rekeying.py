"""Personal codes are stored anew under the newest secret key, some at a time."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cryptography.fernet import InvalidToken
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_set_by_key
from assetmgr.db.secrets import Cipher
from assetmgr.people.models import PeopleBatch, Person, PersonalCode
from assetmgr.people.operations.batches import code_row

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What was done of some codes: up to which person, how many, and whose could not be.

    `doubles`: keys of people whose code somebody else there has under the newest key; `unreadable`:
    of those whose code none of the keys opens.
    """

    last: int
    count: int
    doubles: tuple[str, ...]
    unreadable: tuple[str, ...]


def rekey_codes(session: Session, after: int, cipher: Cipher) -> Rekeyed | None:
    """Store the next codes after a person's anew, but for those that are; None: there are none."""
    found = session.execute(
        select(PersonalCode.person_id, PersonalCode.institution_id, PersonalCode.encrypted,
               PersonalCode.digest, Person.key)
        .join(Person, Person.id == PersonalCode.person_id)
        .where(PersonalCode.person_id > after)
        .order_by(PersonalCode.person_id)
        .limit(BATCH)
        .with_for_update(of=PersonalCode)
    ).all()  # fmt: skip
    if not found:
        return None
    digits = {one.person_id: _opened(one.encrypted, cipher) for one in found}
    rows = {
        one.person_id: code_row(one.institution_id, one.person_id, code, cipher)
        for one in found
        if (code := digits[one.person_id]) and cipher.digest(code) != one.digest
    }
    known = {one.person_id: one.key for one in found}
    doubles = _doubles(session, list(rows.values()))
    new = [row for key, row in rows.items() if key not in doubles]
    bulk_set_by_key(session, PersonalCode, new, keys=("person_id", "institution_id"))
    return Rekeyed(
        last=found[-1].person_id,
        count=len(new),
        doubles=_keys(known, doubles),
        unreadable=_keys(known, (key for key, code in digits.items() if code is None)),
    )


def rekey_undo(session: Session, after: int, cipher: Cipher) -> int | None:
    """Store the codes that undoing the next import would bring back anew; its id, None: no more."""
    batch = session.scalars(
        select(PeopleBatch)
        .where(PeopleBatch.id > after, PeopleBatch.undo.is_not(None))
        .order_by(PeopleBatch.id)
        .limit(1)
        .with_for_update()
    ).one_or_none()
    if batch is None:
        return None
    if batch.undo is not None:
        changed = {key: _anew(told, cipher) for key, told in batch.undo["changed"].items()}
        batch.undo = {**batch.undo, "changed": changed}
    return batch.id


def _anew(told: Mapping[str, Any], cipher: Cipher) -> Mapping[str, Any]:
    """What stood there before an import (`kept.undo_of`), with its code under the newest key."""
    if not told.get("personal_code"):
        return told
    code = _opened(b64decode(told["personal_code"][0]), cipher)
    if code is None or told["personal_code"][1] == cipher.digest(code):
        return told
    stored = [b64encode(cipher.encrypt(code.encode())).decode(), cipher.digest(code)]
    return {**told, "personal_code": stored}


def _opened(token: bytes, cipher: Cipher) -> str | None:
    try:
        return cipher.decrypt(token).decode()
    except InvalidToken:
        return None


def _doubles(session: Session, rows: Sequence[Mapping[str, Any]]) -> set[int]:
    """Of whom another person of the institution has the code, here or under the newest key."""
    wanted = [(row["institution_id"], row["digest"]) for row in rows]
    place = tuple_(PersonalCode.institution_id, PersonalCode.digest)
    found = session.execute(
        select(PersonalCode.institution_id, PersonalCode.digest).where(place.in_(wanted))
    )
    seen, doubles = {(one.institution_id, one.digest) for one in found}, set()
    for row in rows:
        pair = (row["institution_id"], row["digest"])
        if pair in seen:
            doubles.add(row["person_id"])
        seen.add(pair)
    return doubles


def _keys(known: Mapping[int, str], those: Iterable[int]) -> tuple[str, ...]:
    return tuple(known[one] for one in sorted(those))
