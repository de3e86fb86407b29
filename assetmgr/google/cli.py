"""`assetmgr sync google` and the stand-in for Google's API."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import click

from assetmgr import create_app
from assetmgr.commands.context import COMMAND_LINE, HOST_PORT, now, reading_session, today
from assetmgr.config import load
from assetmgr.extensions import config_of
from assetmgr.google.models import SyncStatus
from assetmgr.google.queries import Run
from assetmgr.google.run import carry_out, google_source, run_sync
from sync.faults import ConfigurationFault
from sync.source import Tally

_REPORTED = (
    "pages",
    "seen",
    "matched",
    "unmatched",
    "updated",
    "unchanged",
    "usage_days",
    "ambiguous",
    "retries",
)


@click.group("sync")
def sync_commands() -> None:
    """Bring in what other systems know."""


@sync_commands.command("google")
@click.option("--dry-run", is_flag=True, help="Report what would change, and change nothing.")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
@click.option("--run", "run_id", type=int, hidden=True, help="Carry out a run begun by a button.")
def sync_google(dry_run: bool, in_json: bool, run_id: int | None) -> None:
    """One full sweep of the Chrome devices in Google Admin."""
    app = create_app()
    try:
        source = google_source(config_of(app), _progress)
    except ConfigurationFault as fault:
        raise click.ClickException(str(fault)) from fault
    if run_id is None:
        run = run_sync(app, source, started_by=COMMAND_LINE.name, now=now(), dry_run=dry_run)
    else:
        run = carry_out(app, source, run_id, now=now())
    click.echo(json.dumps(report(run), ensure_ascii=False, indent=2) if in_json else _text(run))
    if run.status is not SyncStatus.DONE:
        click.echo(run.message or run.status.value, err=True)
        sys.exit(1)


def report(run: Run) -> dict[str, object]:
    """A run as the contract's JSON document."""
    figures = {name: getattr(run, name) for name in _REPORTED}
    return {
        "status": run.status.value,
        **figures,
        "ambiguous": run.ambiguous or [],
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "message": run.message,
    }


def _text(run: Run) -> str:
    return (
        f"{run.status.value}: {run.seen} seen on {run.pages} pages, {run.matched} matched, "
        f"{run.unmatched} unmatched, {run.updated} updated, {run.usage_days} days of use"
    )


def _progress(tally: Tally, note: str) -> None:
    click.echo(f"  page {tally.pages}: {tally.devices} devices {note}".rstrip(), err=True)


@click.command("google-emulator")
@click.option(
    "--bind", type=HOST_PORT, default="127.0.0.1:8471", show_default=True, help="HOST:PORT"
)
@click.option(
    "--fleet",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='A JSON file {"devices": [...]}; the demo\'s Chromebooks unless given.',
)
@click.option(
    "--credentials",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a service-account file that opens this stand-in alone.",
)
@click.option(
    "--accounts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Who can sign in, and where: a JSON file {"accounts": [...], "clients": [...]}.',
)
@click.option(
    "--borrowers",
    is_flag=True,
    help="Let the demo's borrowers use what they have on loan in the register.",
)
def emulator(
    bind: str, fleet: Path | None, credentials: Path | None, accounts: Path | None, borrowers: bool
) -> None:
    """A stand-in for Google's API, and for signing in with an account, on loopback."""
    from sync.emulator import (
        Directory,
        Fleet,
        WrongDirectoryError,
        WrongFleetError,
        credentials_file,
        serve,
    )

    host, _, port = bind.rpartition(":")
    try:
        devices = Fleet.read(fleet) if fleet else Fleet(_demo_fleet(borrowers=borrowers))
        directory = Directory.read(accounts) if accounts else Directory()
    except (WrongFleetError, WrongDirectoryError) as error:
        raise click.ClickException(str(error)) from error
    if credentials:
        credentials_file(credentials, f"http://{host}:{port}")
    click.echo(f"Google's stand-in answers on http://{host}:{port}", err=True)
    serve(devices, host, int(port), directory=directory)


def _demo_fleet(*, borrowers: bool) -> list[dict[str, object]]:
    from assetmgr.demo.google import NOBODY, google_fleet
    from assetmgr.demo.plan import build
    from assetmgr.demo.queries import demo_holders

    holders = NOBODY
    if borrowers:
        with reading_session("the stand-in tells who of the demo uses what") as session:
            holders = demo_holders(session)
    until: date = today(load()) - timedelta(days=1)
    return google_fleet(build(until), until, holders)
