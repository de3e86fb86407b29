"""A device and a borrower at the desk are read by their keys, however many requests there are."""

import pytest
from flask import Flask

from assetmgr.loans.queries.meeting import meeting
from tests.support.lending import lend
from tests.support.sql import steps_of
from tests.support.town import Town
from tests.support.writing import written


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_no_table_is_read_whole(app: Flask, town: Town) -> None:
    device, person = town.devices["K-0001"], town.persons["ada"]
    with written(app) as session:
        lend(session, town, "K-0002", "emils")
        assert meeting(session, device, person)
        steps = steps_of(session, lambda: meeting(session, device, person))
    assert [step for step in steps if step.startswith("SCAN")] == []
    assert any("uq_loan_request_waiting" in step for step in steps)
