"""The first page: who sees what."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from assetmgr.auth.codes import Role
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.google.models import SyncRun, SyncStatus, UnmatchedDevice
from assetmgr.institutions.models import Institution
from assetmgr.usage.queries import recent_span
from tests.support.browser import sign_in
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written
from tests.usage.seen import used

pytestmark = pytest.mark.usefixtures("september")
NOON = datetime(2024, 9, 25, 12, tzinfo=UTC)


def run(app: Flask, status: SyncStatus, started_at: datetime) -> None:
    with written(app) as session:
        session.add(SyncRun(status=status, started_at=started_at, started_by="night"))


def test_the_municipality_sees_indicators_ages_and_the_last_sync(app: Flask, town: Town) -> None:
    page = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN]).get("/dashboard/").text
    for part in ("All institutions", "Indicators against their targets", "Ages by kind",
                 "Due by the end of 2024", "Last sync with Google", "28.57"):  # fmt: skip
        assert part in page
    assert "Cost by year and kind" not in page  # nothing falls due this year and the next


def test_what_falls_due_is_drawn_with_its_cost(app: Flask, town: Town) -> None:
    with time_machine.travel(datetime(2026, 9, 1, 12, tzinfo=UTC), tick=False):
        page = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN]).get("/dashboard/").text
    assert "Cost by year and kind" in page
    assert "840\xa0€" in page  # two tablets


def test_a_school_sees_its_own_values(app: Flask, town: Town) -> None:
    page = sign_in(app, town.emails[Role.SCHOOL_ADMIN]).get("/dashboard/?institution=XYZ").text
    assert "Ābeļu sākumskola" in page
    assert "20.00" in page
    assert "Žubīšu" not in page


def test_staff_see_devices_and_activity_but_no_plans(app: Flask, town: Town) -> None:
    (monday, _) = recent_span(NOON.date(), 1)
    with written(app) as session:
        used(session, town, "ABC", "K-0001", [monday])
    page = sign_in(app, town.emails[Role.SCHOOL_STAFF]).get("/dashboard/").text
    assert "Chromebooks active last week" in page
    for hidden in ("Indicators against", "Cost by year", "Due by the end", "Last sync"):
        assert hidden not in page


def test_a_borrower_is_refused_and_a_stranger_must_sign_in(app: Flask, town: Town) -> None:
    assert sign_in(app, town.emails[Role.BORROWER]).get("/dashboard/").status_code == 403
    assert app.test_client().get("/dashboard/").status_code == 302


@pytest.mark.parametrize(
    ("status", "hours", "told"),
    [
        (SyncStatus.DONE, 10, "Nothing needs attention now"),
        (SyncStatus.DONE, 40, "The last sync with Google was on"),
        (SyncStatus.FAILED, 1, "The sync with Google failed on"),
    ],
)
def test_a_failed_or_missed_sync_stands_on_the_list(
    app: Flask, town: Town, status: SyncStatus, hours: int, told: str
) -> None:
    run(app, status, NOON - timedelta(hours=hours))
    with written(app) as session:
        place = town.institutions["ABC"]
        tags = ("K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002")
        saw(session, Source.SCAN, [(town.devices[tag], place, NOON) for tag in tags])
    assert told in sign_in(app, town.emails[Role.SCHOOL_ADMIN]).get("/dashboard/").text


def test_a_run_ends_in_the_same_word_on_the_first_page_and_on_its_own(
    app: Flask, town: Town
) -> None:
    run(app, SyncStatus.REFUSED, NOON)
    client = sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    assert "Stopped" in client.get("/dashboard/").text
    assert "Stopped" in client.get("/google/").text


def test_unknown_chromebooks_are_the_municipal_administrators(app: Flask, town: Town) -> None:
    with written(app) as session:
        session.add(
            UnmatchedDevice(
                google_id="g", model="", org_unit_path="", annotated_asset_id="", first_seen_at=NOON
            )
        )
    told = "Chromebook that Google knows and the register does not"
    assert told in sign_in(app, town.emails[Role.MUNICIPAL_ADMIN]).get("/dashboard/").text
    assert told not in sign_in(app, town.emails[Role.SCHOOL_ADMIN]).get("/dashboard/").text


def test_each_line_opens_its_devices_within_reach(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.SCHOOL_STAFF])
    page = client.get("/dashboard/attention/unknown-age")
    assert page.status_code == 200
    assert "No devices here" in page.text
    assert client.get("/dashboard/attention/else").status_code == 404


def test_an_institution_without_devices_says_what_will_be_here(app: Flask, town: Town) -> None:
    with written(app) as session:
        session.add(Institution(code="NEW", name="New", short_name="New", type="school"))
    page = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN]).get("/dashboard/?institution=NEW").text
    assert "The register is empty" in page
    assert "New has not told this school year&#39;s data" in page


def test_the_page_reads_a_fixed_number_of_statements(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN])
    client.get("/dashboard/")
    with counted(app) as statements:
        client.get("/dashboard/")
    assert len(statements) == 20  # one of them for all that lending asks for
    with counted(app) as statements:
        client.get("/dashboard/?institution=ABC")
    assert len(statements) == 18
