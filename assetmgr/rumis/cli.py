"""`assetmgr rumis compare`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import click
from sqlalchemy import select

from assetmgr import create_app
from assetmgr.audit.actor import Actor, Via
from assetmgr.commands.context import COMMAND_LINE, now, reading_session, today, writing_session
from assetmgr.config import load
from assetmgr.db.errors import Refused
from assetmgr.institutions.models import Institution
from assetmgr.rumis.files import read_export
from assetmgr.rumis.incoming import read_incoming
from assetmgr.rumis.operations.taking_over import take_over
from assetmgr.rumis.policy.comparing import Comparison, compared
from assetmgr.rumis.policy.fields import MASTERS
from assetmgr.rumis.queries.ours import ours
from assetmgr.rumis.three_files import write_three

_ACTOR = Actor(COMMAND_LINE.name, Via.IMPORT)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group("rumis")
def commands() -> None:
    """The national register of education resources beside ours."""


@commands.command("compare")
@click.argument("file", type=click.File("rb"))
@click.option("--institution", metavar="CODE", help="Compare with one institution alone.")
@click.option("-o", "--output", type=_OUT, help="DIFF.xlsx; beside it DIFF-to-rumis, DIFF-to-us.")
@click.option("--apply", "applies", is_flag=True, help="Take over what RUMIS is the master of.")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def compare(
    file: IO[bytes], institution: str | None, output: Path | None, applies: bool, in_json: bool
) -> None:
    """Compare RUMIS's export (XLSX or CSV) with the register, field by field."""
    theirs, columns = read_export(file.read())
    taken = 0
    with reading_session("a comparison with RUMIS") as session:
        place = None
        if institution is not None:
            wanted = select(Institution.id).where(Institution.code == institution)
            place = session.scalars(wanted).one_or_none()
            if place is None:
                raise Refused("no institution has the code %(code)s", code=institution)
        found = compared(ours(session, place), theirs, columns)
    if applies:
        with writing_session("what RUMIS is right about is taken over") as session:
            taken = take_over(session, found, actor=_ACTOR, now=now(), today=today(load()))
    files = write_three(output, found) if output else []
    if in_json:
        told = {**_json(found, len(theirs)), "applied": taken, "files": [str(one) for one in files]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(_text(found, taken))


@commands.command("incoming")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def incoming(in_json: bool) -> None:
    """Read what lies in the data folder's rumis/in now, as each night does."""
    done = read_incoming(create_app())
    if in_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(done.text)


def _json(found: Comparison, rows: int) -> dict[str, Any]:
    return {
        "rows": rows,
        "equal": found.is_equal,
        "only_ours": [one.asset_tag for one in (*found.new, *found.unfit)],
        "unfit_for_rumis": [one.asset_tag for one in found.unfit],
        "only_theirs": [one.row for one in found.foreign],
        "unclear": [one.row for one in found.unclear],
        "acts_only_ours": [act.number for _, act in found.acts],
        "acts_only_theirs": [row.row for _, row in found.foreign_acts],
        "differing": [
            {
                "asset_tag": one.asset_tag,
                "act": one.act,
                "field": one.field.value,
                "ours": one.ours,
                "theirs": one.theirs,
                "change": one.to_change.value,
                "row": one.row,
            }
            for one in found.differing
        ],
        "masters": {name.value: master.value for name, master in MASTERS.items()},
    }


def _text(found: Comparison, taken: int) -> str:
    return (
        f"{len(found.differing)} fields differ, {len(found.new) + len(found.unfit)} devices and"
        f" {len(found.acts)} acts are only ours, {len(found.foreign)} rows and"
        f" {len(found.foreign_acts)} acts only theirs, {len(found.unclear)} rows are unclear;"
        f" {taken} taken over"
    )
