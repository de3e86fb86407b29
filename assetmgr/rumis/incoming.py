"""Each night the exports that somebody put into the data folder are compared with the register."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

import structlog
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.db.locks import Lock, alone
from assetmgr.db.transaction import reading
from assetmgr.extensions import config_of, db
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution
from assetmgr.rumis import folders
from assetmgr.rumis.exports import Export, ensure_fits, lying, move, name_of, put_aside
from assetmgr.rumis.files import read_export
from assetmgr.rumis.kept_set import KeptSet, keep
from assetmgr.rumis.policy.comparing import Comparison, compared
from assetmgr.rumis.policy.fields import Name
from assetmgr.rumis.policy.rows import Theirs
from assetmgr.rumis.policy.splitting import by_institution
from assetmgr.rumis.queries.ours import ours

JOB: Final = "rumis in"
_log = structlog.get_logger()


@dataclass(slots=True)
class Incoming:
    """How many exports were compared, put aside as unreadable, wait for another run, failed."""

    compared: int = 0
    unreadable: int = 0
    waiting: int = 0
    failed: int = 0

    @property
    def text(self) -> str:
        """In one line."""
        return (
            f"{self.compared} files compared, {self.unreadable} unreadable,"
            f" {self.waiting} wait, {self.failed} failed"
        )


class _Place(NamedTuple):
    """An institution; without an id and a code the municipality."""

    id: int | None
    code: str


_MUNICIPALITY: Final = _Place(None, "")


class _Part(NamedTuple):
    """What differs for a place, and how many rows of the file are about it."""

    place: _Place
    rows: int
    found: Comparison


def read_incoming(app: Flask, now: datetime | None = None) -> Incoming:
    """Compare each export, keep what differs and move the export away; what came of it.

    What lies in the folder was not compared to its end: after a crash the next run does it again.
    What fails for a reason that is not the file's stays there, too, and is logged.
    """
    moment = now or datetime.now(UTC)
    config, done = config_of(app), Incoming()
    night = moment.astimezone(config.timezone).date()
    folders.incoming(config.data_dir).mkdir(parents=True, exist_ok=True)
    with app.app_context(), alone(db.engine, Lock.RUMIS, config.data_dir) as leads:
        for export in lying(config.data_dir) if leads else ():
            if export.is_settled(moment):
                _take(config.data_dir, export, night, done)
            else:
                done.waiting += 1
    folders.drop(config.data_dir, night)
    _log.info("exports of RUMIS", outcome=done.text)
    return done


def _take(data_dir: Path, export: Export, night: date, done: Incoming) -> None:
    try:
        content = export.content()
        name = name_of(content, night)
        try:
            ensure_fits(content)
            place = _place(export)
            rows, columns = read_export(content)
        except Refused as refused:
            put_aside(data_dir, export, name, night, refused)
            done.unreadable += 1
            return
        for part in _parts(place, rows, columns):
            told = KeptSet.of(name, part.place.id, part.rows, part.found)
            keep(folders.of_institution(data_dir, part.place.code), told, part.found)
        move(data_dir, export, folders.READ, name)
        done.compared += 1
    except Exception as error:
        done.failed += 1
        _log.error("an export of RUMIS", error=type(error).__name__)


def _place(export: Export) -> _Place:
    """The institution in whose folder it lies; in none it is about any of the municipality.

    Raises:
        Refused: the folder is no institution's.
    """
    if export.folder is None:
        return _MUNICIPALITY
    with reading(db.session(), reason="whose folder an export lies in") as session:
        named = {folders.plain(place.code): place for place in _places(session)}
    if export.folder not in named:
        raise Refused(
            N_("No institution has the code %(code)s, after which the folder is named."),
            code=export.folder,
        )
    return named[export.folder]


def _places(session: Session) -> list[_Place]:
    wanted = select(Institution.id, Institution.code).order_by(Institution.id)
    return [_Place(*row) for row in session.execute(wanted)]


def _parts(place: _Place, rows: list[Theirs], columns: set[Name]) -> list[_Part]:
    """What differs for the municipality, and for each institution that the file is about."""
    with reading(db.session(), reason="RUMIS's export is compared") as session:
        if place.id is not None:
            found = compared(ours(session, place.id), rows, columns)
            return [_Part(one, len(rows), found) for one in (_MUNICIPALITY, place)]
        everything = ours(session)
        about = by_institution(everything, rows)
        places = {one.id: one for one in _places(session) if one.id is not None}
        whole = compared(everything, rows, columns).without_gaps_of(places.keys() - about.keys())
        parts = [_Part(_MUNICIPALITY, len(rows), whole)]
        for key, its in about.items():
            parts.append(_Part(places[key], len(its), compared(ours(session, key), its, columns)))
        return parts
