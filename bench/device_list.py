"""The device list against a bare Flask page with one indexed query and the same fifty rows."""

import re
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

from assetmgr import create_app
from assetmgr.demo.people import PASSWORD, PEOPLE
from assetmgr.extensions import db
from bench.timing import Measured

REQUESTS: Final = 200
_ROWS: Final = """
    SELECT device.id, device.asset_tag AS tag, kind.name_lv AS kind,
           manufacturer.name || ' ' || model.name AS model, institution.short_name AS place,
           room.name AS room, device.acquired_on AS acquired, device.status AS status
    FROM device
    JOIN kind ON kind.id = device.kind_id
    JOIN institution ON institution.id = device.institution_id
    LEFT JOIN model ON model.id = device.model_id
    LEFT JOIN manufacturer ON manufacturer.id = model.manufacturer_id
    LEFT JOIN room ON room.id = device.room_id
    WHERE device.voided_at IS NULL
    ORDER BY device.tag_key
    LIMIT 50
"""
PAGE: Final = """<!doctype html>
<html lang="lv"><head><title>Ierīces</title></head><body>
<table class="table cards">
<thead><tr><th></th><th>Birka</th><th>Veids</th><th>Modelis</th><th>Iestāde</th><th>Telpa</th>
<th>Iegādāta</th><th>Statuss</th></tr></thead>
<tbody>
{% for row in rows %}<tr>
<td class="c-select"><label class="tap"><input class="form-check-input" type="checkbox"
 name="device" value="{{ row.id }}" data-select aria-label="Atlasīt {{ row.tag }}"></label></td>
<td class="c-key"><a href="{{ url_for('show', key=row.id) }}">{{ row.tag }}</a></td>
<td>{{ row.kind }}</td><td>{{ row.model }}</td><td>{{ row.place }}</td><td>{{ row.room }}</td>
<td class="num" data-label="Iegādāta">{{ row.acquired }}</td>
<td class="c-state"><span class="pill pill-sea"><svg class="bi" aria-hidden="true"><use
 href="{{ url_for('static', filename='vendor/icons.svg') }}#circle-fill"/></svg>
 {{ row.status }}</span></td>
</tr>{% endfor %}
</tbody></table></body></html>
"""


def measure(folder: Path) -> list[Measured]:
    """The page by the test client, and the bare page."""
    ours = create_app()
    bare = bare_page(f"sqlite:///{folder / 'assetmgr.sqlite3'}")
    times = _interleaved(
        (signed_in(ours, PEOPLE[0].email, PASSWORD), "/devices/"), (bare.test_client(), "/")
    )
    with ours.app_context():
        db.engine.dispose()
    return [Measured("device list page, 50 of 10,000", *times, 3, "bare page, one query")]


def bare_page(url: str) -> Flask:
    """An application that does nothing but list the devices, as a newcomer would write it."""
    app = Flask("bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    database = SQLAlchemy(app)

    @app.get("/")
    def listing() -> str:
        return render_template_string(PAGE, rows=database.session.execute(text(_ROWS)).all())

    app.add_url_rule("/devices/<int:key>", "show")
    return app


def signed_in(app: Flask, email: str, password: str) -> FlaskClient:
    """A browser of whoever has this account."""
    client = app.test_client()
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    if found is None:
        raise RuntimeError("the sign-in page has no form")
    form = {"csrf_token": found[1], "email": email, "password": password}
    if client.post("/sign-in", data=form).status_code != 302:
        raise RuntimeError("the demo's sign-in does not work on this database")
    return client


def _interleaved(*pages: tuple[FlaskClient, str]) -> tuple[float, float]:
    """Median seconds of each page; they take turns, so that both see the same machine."""
    spent: list[list[float]] = [[] for _ in pages]
    for turn in range(-10, REQUESTS):
        for times, (client, address) in zip(spent, pages, strict=True):
            start = perf_counter()
            response = client.get(address)
            if response.status_code != 200 or response.data.count(b"c-key") != 50:
                raise RuntimeError(f"{address} did not list fifty devices")
            if turn >= 0:
                times.append(perf_counter() - start)
    first, second = (median(times) for times in spent)
    return first, second
