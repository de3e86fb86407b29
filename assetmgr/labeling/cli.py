"""`assetmgr labels`: a file of labels."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy.orm import Session

from assetmgr.commands.context import COMMAND_LINE, now, reading_session, writing_session
from assetmgr.config import load
from assetmgr.db.errors import Refused
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.queries import institution_ids
from assetmgr.labeling.forms import USUAL_SHEET
from assetmgr.labeling.operations import draw_labels, mark_printed
from assetmgr.labeling.queries import Choice, Pick, picks_by_tag, picks_of
from labels.sheets import Sheet, UnknownSheetError, sheet_by_code

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("labels")
@click.option("--sheet", "sheet_code", default=USUAL_SHEET, show_default=True, metavar="CODE")
@click.option("--start", default=1, show_default=True, help="First place on a half-used sheet.")
@click.option("--institution", metavar="CODE", help="Only the devices of this institution.")
@click.option("--tags", type=_FILE, help="A text file with one asset tag a line.")
@click.option("--format", "_format", type=click.Choice(["pdf"]), default="pdf", show_default=True)
@click.option("-o", "--output", type=_FILE, required=True, metavar="OUT.pdf")
def command(
    sheet_code: str,
    start: int,
    institution: str | None,
    tags: Path | None,
    _format: str,
    output: Path,
) -> None:
    """Print labels of devices that count, or of the devices in a file of tags."""
    sheet = _sheet(sheet_code)
    wanted = _tags_in(tags) if tags else None
    with reading_session("labels of the municipality's devices") as session:
        picks = _picks(session, institution, wanted)
    with _whole(output) as out:
        pages = draw_labels(picks, sheet, out, start=start, base_url=load().base_url)
    with writing_session("labels were printed") as session:
        mark_printed(session, picks, actor=COMMAND_LINE, now=now())
    click.echo(f"{len(picks)} labels on {pages} pages of {sheet.code}: {output}")


def _sheet(code: str) -> Sheet:
    try:
        return sheet_by_code(code)
    except UnknownSheetError as error:
        raise Refused("%(reason)s", reason=str(error)) from error


def _tags_in(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("%(file)s cannot be read: %(why)s", file=file, why=error) from error
    return [line.strip() for line in lines if line.strip()]


def _picks(session: Session, institution: str | None, tags: list[str] | None) -> tuple[Pick, ...]:
    place = institution_ids(session, [institution])[0] if institution else None
    if tags is None:
        return picks_of(session, Choice(institution_id=place))
    found = picks_by_tag(session, tags)
    named = {tag: found.get(comparable(tag) or "") for tag in dict.fromkeys(tags)}
    picks = {tag: pick for tag, pick in named.items() if pick}
    own = {tag: pick for tag, pick in picks.items() if place in {None, pick.institution_id}}
    if unknown := [tag for tag in named if tag not in own]:
        raise Refused("no such device: %(tags)s", tags=", ".join(unknown))
    return tuple(dict.fromkeys(own.values()))


@contextmanager
def _whole(output: Path) -> Iterator[BinaryIO]:
    """A file that is there whole after the block, or as it was before."""
    draft = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as out:
            yield out
        draft.replace(output)
    except OSError as error:
        raise Refused("%(file)s cannot be written: %(why)s", file=output, why=error) from error
    finally:
        draft.unlink(missing_ok=True)
