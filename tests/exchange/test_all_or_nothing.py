"""An import is written whole or not at all, also when two come at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.db.errors import Refused
from assetmgr.db.transaction import writing
from assetmgr.devices.models import Device, Model
from assetmgr.exchange.operations import apply_plan, plan_file
from assetmgr.exchange.what import What
from assetmgr.extensions import db
from assetmgr.institutions.models import Room
from tests.exchange.files import IMPORTER, LATER, csv_file, device, figures, importing
from tests.exchange.register import extent, rows, stored
from tests.support.town import NOW, Town


def test_a_violation_in_the_middle_leaves_nothing_behind(app: Flask, town: Town) -> None:
    new = [device(f"N-{number:04}", room="X", manufacturer="M", model="N") for number in range(40)]
    content = csv_file(device("P-0001", status="damaged"), *new)
    with app.app_context(), writing(db.session(), reason="a plan that grows old") as session:
        plan = plan_file(session, What.DEVICES, content, today=LATER)
    importing(app, csv_file(device("N-0039")))
    before = extent(app)
    with (
        app.app_context(),
        pytest.raises(Refused, match="This asset tag is taken"),
        writing(db.session(), reason="an old plan is applied") as session,
    ):
        apply_plan(session, What.DEVICES, plan, actor=IMPORTER, now=NOW, today=LATER)
    assert extent(app) == before
    assert stored(app, "P-0001", Device.status) == ("in_use",)
    assert rows(app, select(Room.id).where(Room.name == "X")) == []
    assert rows(app, select(Model.id)) == []


def test_of_two_imports_at_once_the_second_finds_the_first_ones_rows(
    app: Flask, town: Town
) -> None:
    content = csv_file(*(device(f"N-{number}", room="X") for number in range(300)))
    start = Barrier(2)

    def run() -> tuple[int, int, int]:
        start.wait()
        return figures(importing(app, content))

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(run) for _ in range(2)]
        assert sorted(future.result() for future in futures) == [(0, 0, 300), (300, 0, 0)]


def test_a_preview_is_what_is_applied(app: Flask, town: Town) -> None:
    content = csv_file(device("N-1", room="new", manufacturer="A", model="B"), device("P-0001"))
    with app.app_context(), writing(db.session(), reason="a preview") as session:
        preview = plan_file(session, What.DEVICES, content, today=LATER)
    applied = importing(app, content)
    assert (preview.report, preview.fingerprint) == (applied.report, applied.fingerprint)
    assert importing(app, content).fingerprint != applied.fingerprint
