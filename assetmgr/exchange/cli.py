"""The `import` and `export` commands, the same for every kind of file."""

import json
import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any, Final, NoReturn

import click
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.commands.context import COMMAND_LINE, now, reading_session, today, writing_session
from assetmgr.commands.whole_file import whole_file
from assetmgr.config import load
from assetmgr.db.errors import Refused, refusing
from assetmgr.exchange.faults import Fault
from assetmgr.exchange.institutions.known import read_owners
from assetmgr.exchange.operations import import_file, plan_file
from assetmgr.exchange.report import Plan, Report
from assetmgr.exchange.subjects import SUBJECTS
from assetmgr.exchange.what import What
from assetmgr.spreadsheet.write import csv_pieces, write_xlsx

_ACTOR: Final = Actor(COMMAND_LINE.name, Via.IMPORT)
_PATIENCE: Final = 2.0
_FILE: Final = click.Path(dir_okay=False, allow_dash=True, path_type=Path)


def import_command(what: What) -> click.Command:
    """The command that imports one kind of file."""

    @click.command("import", help=f"Import {what} from a CSV or XLSX file.")
    @click.argument("file", type=click.File("rb"))
    @click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
    @click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
    def command(file: IO[bytes], dry_run: bool, in_json: bool) -> None:
        run_import(what, file.read(), dry_run=dry_run, in_json=in_json)

    return command


def run_import(
    what: What, content: bytes, *, dry_run: bool, in_json: bool, **wishes: Any
) -> NoReturn:
    """Import a file, say what was done, and end with the exit code of the contract."""
    report = _run(what, content, dry_run=dry_run, wishes=wishes)
    _say_json(report) if in_json else _say(report, dry_run=dry_run)
    sys.exit(1 if report.faults else 0)


def export_command(what: What) -> click.Command:
    """The command that exports one kind of file."""

    @click.command("export", help=f"Export {what} as the import reads them back.")
    @click.option("--format", "as_format", type=click.Choice(["csv", "xlsx"]), default="csv")
    @click.option("--institution", metavar="CODE", help="Those of one institution only.")
    @click.option("-o", "--output", type=_FILE, default="-", help="Default: stdout.")
    def command(as_format: str, institution: str | None, output: Path) -> None:
        with _opened(output) as out, reading_session(f"{what} are exported") as session:
            rows = SUBJECTS[what].rows(session, _institution(session, institution))
            columns = SUBJECTS[what].shape.columns
            if as_format == "xlsx":
                write_xlsx(out, columns, rows)
            else:
                out.writelines(csv_pieces(columns, rows))

    return command


def _opened(output: Path) -> AbstractContextManager[IO[bytes]]:
    """Where to write: a file that is there whole or as it was, or stdout."""
    if output == Path("-"):
        return nullcontext(sys.stdout.buffer)
    return whole_file(output)


def _institution(session: Session, code: str | None) -> int | None:
    return None if code is None else read_owners(session).named(code)


def _run(what: What, content: bytes, *, dry_run: bool, wishes: Mapping[str, Any]) -> Report:
    day, progress = today(load()), _Line()
    reason = f"{what} are imported"
    try:
        if dry_run:
            with reading_session(reason) as session:
                plan: Plan = plan_file(
                    session, what, content, today=day, progress=progress, **wishes
                )
        else:
            with refusing(), writing_session(reason) as session:
                plan = import_file(
                    session,
                    what,
                    content,
                    actor=_ACTOR,
                    now=now(),
                    today=day,
                    progress=progress,
                    **wishes,
                )
    except Refused as refused:
        fault = Fault(1, refused.field, refused.message, refused.values)
        return Report(0, 0, 0, 0, (fault,))
    finally:
        progress.end()
    return plan.report


def _say_json(report: Report) -> None:
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))


def _say(report: Report, *, dry_run: bool) -> None:
    for fault in (*report.faults, *report.warnings):
        place = f"row {fault.row}" + (f", {fault.column}" if fault.column else "")
        click.echo(f"{place}: {fault.text}", err=True)
    if report.faults:
        click.echo(f"{report.rows} rows, {len(report.faults)} errors: nothing was written")
        return
    done = "would be" if dry_run else "were"
    left = f", {report.left} {done} marked as gone" if report.left else ""
    click.echo(
        f"{report.rows} rows: {report.created} {done} created, "
        f"{report.updated} {done} updated, {report.unchanged} are unchanged{left}"
    )


class _Line:
    """A line of progress on a terminal's stderr, when it takes more than two seconds."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - self._started > _PATIENCE:
            click.echo(f"\r{done} / {total}", err=True, nl=False)
            self._shown = True

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            click.echo("", err=True)
