"""`gunicorn bench.bare:app`: reads one device by its tag, and notes that it was scanned.

It has the same driver, pool and pragmas as ours, and does nothing besides.
"""

import os
from typing import Any

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

from assetmgr.db.transaction import prepare_engine


def bare_request(url: str) -> Flask:
    """The application on the database at `url`."""
    app = Flask("bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = url.replace("postgresql://", "postgresql+psycopg://")
    database = SQLAlchemy(app)
    with app.app_context():
        prepare_engine(database.engine)
        with database.engine.begin() as connection:
            connection.execute(text("CREATE TABLE bare_scan (device_id INTEGER, at TEXT)"))
        database.engine.dispose()

    @app.post("/")
    def scan() -> dict[str, Any]:
        told = request.get_json()
        database.session.connection(execution_options={"assetmgr_writing": True})
        row = database.session.execute(
            text("SELECT id, status FROM device WHERE tag_key = :tag AND voided_at IS NULL"),
            {"tag": told["tag"]},
        ).one()
        database.session.execute(
            text("INSERT INTO bare_scan (device_id, at) VALUES (:id, :at)"),
            {"id": row.id, "at": told["at"]},
        )
        database.session.commit()
        return {"id": row.id, "status": row.status}

    return app


if "BENCH_DATABASE" in os.environ:
    app = bare_request(os.environ["BENCH_DATABASE"])
