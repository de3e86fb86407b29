"""Personal codes after a change of the secret key: refused twice, and stored anew by a command."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.db.secrets import Cipher
from assetmgr.extensions import config_of
from assetmgr.people import cli
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import PersonalCode
from assetmgr.people.operations.by_hand import add_person, change_person
from assetmgr.people.operations.rekeying import rekey_codes
from assetmgr.people.queries.one import by_personal_code, person_or_none
from assetmgr.people.rekeying import Done, rekey
from assetmgr.setup import settings
from tests.exchange.register import rows
from tests.people.lists import imported, people, pupil, undone
from tests.support.command import CommandLine
from tests.support.town import ACTOR, NOW, Town
from tests.support.writing import written

CODE = "01011021234"
OTHER = "02021020001"
OLD_KEY = "the-key-of-before-which-is-long-enough"
NEW_KEY = "another-key-which-is-long-enough"


@pytest.fixture
def changed(app: Flask, town: Town) -> Cipher:
    """Anna has a code under the old key; then the secret key changes. The new cipher."""
    settings(app, replace(config_of(app), secret_key=OLD_KEY))
    imported(app, pupil("Anna Kalna", personal_code=CODE))
    return change_key(app)


def change_key(app: Flask) -> Cipher:
    before = config_of(app)
    settings(app, replace(before, secret_key=NEW_KEY, old_secret_keys=(before.secret_key,)))
    return config_of(app).cipher


def added(app: Flask, town: Town, name: str, code: str, cipher: Cipher) -> int:
    values: dict[str, Any] = {"name": name, "role": PersonRole.PUPIL}
    told: dict[str, Any] = {"cipher": cipher, "actor": ACTOR, "now": NOW}
    with written(app) as session:
        return add_person(session, town.institutions["ABC"], values, code=code, **told).id


def recoded(app: Flask, person_id: int, cipher: Cipher) -> None:
    """Write CODE by hand as a person's."""
    told: dict[str, Any] = {"cipher": cipher, "actor": ACTOR, "now": NOW}
    with written(app) as session:
        person = person_or_none(session, person_id)
        assert person
        change_person(session, person, {}, (), CODE, **told)


def digests(app: Flask) -> list[str]:
    return [one for (one,) in rows(app, select(PersonalCode.digest))]


def test_a_code_is_refused_a_second_time_under_whichever_key_it_is_stored(
    app: Flask, town: Town, changed: Cipher
) -> None:
    with pytest.raises(Refused, match="has that personal code") as refused:
        added(app, town, "Beta Kalna", CODE, changed)
    assert refused.value.field == "personal_code"
    beta = added(app, town, "Beta Kalna", OTHER, changed)
    with pytest.raises(Refused, match="has that personal code"):
        recoded(app, beta, changed)
    anna = people(app, town.institutions["ABC"])["Anna Kalna"]
    recoded(app, anna.id, changed)
    assert changed.digest(CODE) in digests(app)


def test_every_code_is_stored_anew_once_and_the_trail_has_one_entry(
    app: Flask, town: Town, changed: Cipher
) -> None:
    assert digests(app) != [changed.digest(CODE)]
    assert rekey(app, NOW) == Done(1, (), ())
    assert rekey(app, NOW) == Done(0, (), ())
    alone = Cipher(NEW_KEY)
    with written(app) as session:
        found = by_personal_code(session, CODE, alone)
        stored = session.scalars(select(PersonalCode)).one()
        assert found
        assert found.name == "Anna Kalna"
        assert alone.decrypt(stored.encrypted).decode() == CODE
    trail = select(AuditEntry.actor_name, AuditEntry.after)
    assert rows(app, trail.where(AuditEntry.action == "rekeyed")) == [
        ("rekey", {"codes": 1, "left": 0})
    ]


def test_a_run_that_broke_off_is_gone_on_with(
    app: Flask, town: Town, changed: Cipher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assetmgr.people.operations.rekeying.BATCH", 1)
    before = config_of(app)
    settings(app, replace(before, secret_key=before.old_secret_keys[0], old_secret_keys=()))
    added(app, town, "Beta Kalna", OTHER, config_of(app).cipher)
    settings(app, before)
    with written(app) as session:
        step = rekey_codes(session, 0, changed)
        assert step
        assert step.count == 1
    assert rekey(app, NOW) == Done(1, (), ())
    assert sorted(digests(app)) == sorted(changed.digest(code) for code in (CODE, OTHER))


def test_a_double_and_an_unreadable_code_are_named_by_key_and_left(
    app: Flask,
    town: Town,
    changed: Cipher,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = town.institutions["ABC"]
    lost = Cipher("a key that nobody has any more, long enough")
    with written(app) as session:
        session.add(
            PersonalCode(
                person_id=town.persons["ada"], institution_id=place,
                encrypted=changed.encrypt(CODE.encode()), digest=changed.digest(CODE),
            )
        )  # fmt: skip
        session.add(
            PersonalCode(
                person_id=town.persons["emils"], institution_id=place,
                encrypted=lost.encrypt(OTHER.encode()), digest=lost.digest(OTHER),
            )
        )  # fmt: skip
    anna = people(app, place)["Anna Kalna"].key
    assert rekey(app, NOW) == Done(0, (anna,), ("KEYEMILS",))
    monkeypatch.setenv("ASSETMGR_SECRET_KEY", NEW_KEY)
    monkeypatch.setenv("ASSETMGR_SECRET_KEY_OLD", OLD_KEY)
    line = CommandLine(app, monkeypatch, capsys)
    monkeypatch.setattr(cli, "create_app", line._made)  # so that its connections are closed
    ran = line.run("people", "rekey", "--json")
    assert ran.code == 1
    assert json.loads(ran.out) == {"rekeyed": 0, "doubles": [anna], "unreadable": ["KEYEMILS"]}


def test_an_import_is_undone_with_the_code_under_the_newest_key(app: Flask, town: Town) -> None:
    imported(app, pupil("Anna Kalna", external_id="1", personal_code=CODE))
    imported(app, pupil("Anna Kalna", external_id="1", personal_code=OTHER))
    cipher = change_key(app)
    assert rekey(app, NOW).rekeyed == 1
    undone(app, town.institutions["ABC"])
    assert digests(app) == [cipher.digest(CODE)]
