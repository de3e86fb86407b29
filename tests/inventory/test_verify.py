"""`assetmgr stocktake`: the sum over a closed stocktake's rows."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from assetmgr.db.bulk import bulk_set
from assetmgr.inventory.codes import Result
from assetmgr.inventory.models import Stocktake, StocktakeEntry, StocktakeLine
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.queries.heads import stocktake_or_none
from tests.inventory.conftest import HEAD
from tests.inventory.phone import Phone
from tests.support.command import CommandLine
from tests.support.town import Town
from tests.support.writing import written


@pytest.fixture
def run(
    app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    return CommandLine(app, monkeypatch, capsys)


@pytest.fixture
def total(app: Flask, stocktake_id: int, phone: Phone, town: Town) -> str:
    """ABC's stocktake with one scan, closed; its sum."""
    phone.scan("K-0001", room=town.rooms["ABC"], note="ņemta līdzi")
    phone.receipts()
    phone.sign_off()
    with written(app) as session:
        one = stocktake_or_none(session, stocktake_id)
        assert one is not None
        now = datetime.now(UTC)
        return close(session, one, actor=HEAD, now=now, today=now.date())


def test_an_untouched_stocktake_has_the_sum_that_it_was_closed_with(
    run: CommandLine, total: str, phone: Phone
) -> None:
    ran = run.run("stocktake", "verify", "ABC", "1")
    assert (ran.code, ran.out.strip()) == (0, total)
    phone.scan("K-0002")
    assert phone.receipts()[-1]["state"] == "late"
    assert run.run("stocktake", "verify", "ABC", "1").out.strip() == total


def test_a_result_that_was_tampered_with_is_named(app: Flask, run: CommandLine, total: str) -> None:
    with written(app) as session:
        bulk_set(session, StocktakeLine, StocktakeLine.tag_key == "k-0002", result=Result.FOUND)
    ran = run.run("stocktake", "verify", "ABC", "1")
    assert (ran.code, ran.out) == (1, "")
    assert total in ran.err
    assert "K-0002: found by its row, missing by the scans" in ran.err


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (StocktakeLine, {"serial_number": "X"}),
        (StocktakeLine, {"note": "cits"}),
        (StocktakeEntry, {"received_at": datetime(2020, 1, 1, tzinfo=UTC)}),
        (StocktakeEntry, {"is_late": True}),
        (StocktakeEntry, {"asset_tag": "K-0002"}),
        (StocktakeEntry, {"resolution": "cits"}),
        (Stocktake, {"names": {"institution": "Cita skola", "rooms": []}}),
        (Stocktake, {"seal": 1}),
        (Stocktake, {"commission": []}),
        (Stocktake, {"closed_by": "Kāds cits"}),
    ],
)
def test_whatever_is_changed_breaks_the_sum(
    app: Flask, run: CommandLine, total: str, model: type[Any], values: dict[str, Any]
) -> None:
    with written(app) as session:
        bulk_set(session, model, **values)
    ran = run.run("stocktake", "verify", "ABC", "1")
    assert ran.code == 1
    assert total in ran.err


def test_an_open_stocktake_has_no_sum_and_an_unknown_one_is_not_found(
    run: CommandLine, stocktake_id: int
) -> None:
    assert stocktake_id
    assert "open" in run.run("stocktake", "verify", "ABC", "1").err
    assert "I-ABC-2" in run.run("stocktake", "verify", "ABC", "2").err
    assert run.run("stocktake", "list").out.startswith("I-ABC-1\topen\t0/6\tGada")
