"""A device and a borrower at the desk are read by their keys, however many requests there are."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from assetmgr.extensions import db
from assetmgr.loans.queries.meeting import meeting
from tests.support.lending import lend
from tests.support.town import Town
from tests.support.writing import written


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_no_table_is_read_whole(app: Flask, town: Town) -> None:
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        sent.append((statement, values))

    with written(app) as session:
        lend(session, town, "K-0002", "emils")
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert meeting(session, town.devices["K-0001"], town.persons["ada"])
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        statement, values = sent[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row[3] for row in plan]
    assert [step for step in steps if step.startswith("SCAN")] == []
    assert any("uq_loan_request_waiting" in step for step in steps)
