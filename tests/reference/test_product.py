"""What the product computes from its rows agrees with the published figures, whatever the day."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr import create_app
from assetmgr.audit.actor import Actor, Via
from assetmgr.db.transaction import reading, writing
from assetmgr.demo.operations import load_demo
from assetmgr.devices.models import Device
from assetmgr.devices.operations import void_device
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from tests.reference.conftest import DAYS
from tests.reference.product_register import ProductRegister
from tests.reference.test_figures import COMPARED, compared, disagreements
from tests.support.databases import Template, config_for, template

NOW = datetime(2027, 3, 2, 6, tzinfo=UTC)


@pytest.fixture(
    scope="module",
    params=[*((day, "sqlite") for day in DAYS), (DAYS[0], "postgresql")],
    ids=lambda one: f"{one[1]}-{one[0]}",
)
def demo(
    request: pytest.FixtureRequest,
    templates: dict[str, Template],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Flask]:
    """The application with the demo loaded up to one of the days."""
    until, kind = request.param
    source = template(templates, kind, tmp_path_factory)
    url = source.copy()
    app = create_app(config_for(url, Path(tmp_path_factory.mktemp("demo"))))
    with app.app_context():
        with writing(db.session(), reason="the demo") as session:
            load_demo(session, until=until, now=NOW, progress=lambda _: None)
        yield app
        db.engine.dispose()
    source.drop(url)


def test_every_published_figure_agrees(demo: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = compared()
    with reading(db.session(), reason="the figure check") as session:
        assert disagreements(ProductRegister(session), wanted) == []
    with capsys.disabled():
        sys.stdout.write(f"\n{len(wanted)} published figures computed by the product\n")
    assert len(wanted) == COMPARED


def test_one_device_less_changes_the_figures(demo: Flask) -> None:
    with writing(db.session(), reason="a Chromebook was entered by mistake") as session:
        device = session.scalars(
            select(Device)
            .join(Institution, Institution.id == Device.institution_id)
            .where(Institution.code == "RTK", Device.asset_tag.like("K-%"))
            .where(Device.acquired_on < date(2024, 1, 1), Device.purpose == "pupils")
            .where(Device.id.not_in(select(Act.device_id).where(Act.status == ActStatus.ISSUED)))
            .order_by(Device.id)
        ).first()
        assert device is not None
        void_device(session, device, actor=Actor("test", Via.COMMAND), now=NOW)
        changed = "\n".join(disagreements(ProductRegister(session), compared()))
        session.rollback()
    assert "Chromebooks (all may be taken home): 2092, computed 2091" in changed
    assert "pupil laptops (Chromebooks included): 2951, computed 2950" in changed
