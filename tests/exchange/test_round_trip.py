"""Reading back what was exported changes nothing."""

import pytest
from flask import Flask

from assetmgr.exchange.operations import plan_file
from assetmgr.exchange.subjects import SUBJECTS
from assetmgr.exchange.what import What
from tests.exchange.files import (
    LATER,
    csv_file,
    device,
    exported,
    faults,
    figures,
    importing,
    school_session,
)
from tests.exchange.register import extent, void
from tests.support.town import Town

AWKWARD = (
    device("=1+1", notes="'=x", serial_number="-5", room="@telpa", site="+vieta"),
    device("'apostrophe", notes='a "quoted",\n second; line\t', site="+vieta", room="  a  b "),
    device("007", kind="fabrication", price_eur="0", status="lost", purpose="shared_pool"),
    device("ŠĶ 1/2", manufacturer="=Acer", model="'-1", acquired_on="2031-01-01"),
)


@pytest.mark.parametrize("xlsx", [False, True])
@pytest.mark.parametrize("what", sorted(set(What) - {What.PEOPLE}))
def test_reading_back_an_export_changes_nothing(
    app: Flask, town: Town, what: What, xlsx: bool
) -> None:
    assert faults(importing(app, csv_file(*AWKWARD))) == []
    before = extent(app)
    content = exported(app, what, xlsx=xlsx)
    plan = importing(app, content, what)
    assert plan.report.faults == ()
    assert figures(plan) == (0, 0, plan.report.rows)
    assert plan.report.rows == {"devices": 14, "institutions": 3, "headcounts": 3}[what]
    assert extent(app) == before


def test_a_voided_device_is_not_exported(app: Flask, town: Town) -> None:
    void(app, "K-0001")
    assert b"K-0001" not in exported(app)
    assert b"K-0002" in exported(app)


def test_an_export_keeps_to_the_scope(app: Flask, town: Town) -> None:
    with school_session(app, town.institutions["XYZ"]) as session:
        tags = [row[0] for row in SUBJECTS[What.DEVICES].rows(session, None)]
        assert tags == ["K-0101", "P-0101"]
        assert not list(SUBJECTS[What.DEVICES].rows(session, town.institutions["ABC"]))


def test_what_is_exported_makes_the_same_devices_elsewhere(app: Flask, town: Town) -> None:
    content = exported(app).replace(b"K-", b"Q-").replace(b"P-", b"R-").replace(b"T-", b"U-")
    content = content.replace(b"SN", b"SX")
    with school_session(app, *town.institutions.values()) as session:
        plan = plan_file(session, What.DEVICES, content, today=LATER)
    assert plan.report.faults == ()
    assert figures(plan) == (10, 0, 0)
