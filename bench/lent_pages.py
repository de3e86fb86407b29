"""The list of what is overdue and a pupil's page at 100,000 open loans, against a bare page."""

from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

from assetmgr import create_app
from assetmgr.config import load
from assetmgr.extensions import db
from bench import lent
from bench.device_list import PAGE, signed_in
from bench.timing import Measured

REQUESTS: Final = 200
LIMIT: Final = 2
_ROWS: Final = """
    SELECT act.id, act.asset_tag AS tag, kind.name_lv AS kind, person.name AS model,
           institution.short_name AS place, person.class_name AS room,
           act.due_on AS acquired, act.status AS status
    FROM handover_act AS act
    JOIN kind ON kind.id = act.kind_id
    JOIN institution ON institution.id = act.institution_id
    JOIN person ON person.id = act.person_id
    WHERE act.institution_id = 1 AND act.status = 'issued' AND act.due_on < :today
    ORDER BY act.due_on, act.id
    LIMIT 50
"""


def measure(folder: Path) -> list[Measured]:
    """Each of the two pages by the test client, and the bare page of fifty loans."""
    url = f"sqlite:///{folder / 'lent_pages.sqlite3'}"
    ours = create_app(load({"ASSETMGR_DATABASE_URL": url, "ASSETMGR_DATA_DIR": str(folder)}))
    lent.fill(ours, 1)
    desk, pupil = (signed_in(ours, email, lent.PASSWORD) for email in (lent.EMAIL, lent.PUPIL))
    pages = ((desk, "/lending/overdue"), (pupil, "/my"))
    *spent, floor = _interleaved(*pages, (_bare(url).test_client(), "/"))
    with ours.app_context():
        db.engine.dispose()
    names = ("overdue loans, 50 of 125", "a pupil's own page")
    return [
        Measured(f"{name} at 100,000 open loans", one, floor, LIMIT, "bare page, one query")
        for name, one in zip(names, spent, strict=True)
    ]


def _bare(url: str) -> Flask:
    app = Flask("bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    database = SQLAlchemy(app)

    @app.get("/")
    def listing() -> str:
        told = {"today": lent.TODAY.isoformat()}
        rows = database.session.execute(text(_ROWS), told).all()
        return render_template_string(PAGE, rows=rows)

    app.add_url_rule("/devices/<int:key>", "show")
    return app


def _interleaved(*pages: tuple[FlaskClient, str]) -> list[float]:
    """Median seconds of each page, in turn."""
    spent: list[list[float]] = [[] for _ in pages]
    for turn in range(-10, REQUESTS):
        for times, (client, address) in zip(spent, pages, strict=True):
            start = perf_counter()
            response = client.get(address)
            if response.status_code != 200 or b"B-0" not in response.data:
                raise RuntimeError(f"{address}: {response.status_code}")
            if turn >= 0:
                times.append(perf_counter() - start)
    return [median(times) for times in spent]
