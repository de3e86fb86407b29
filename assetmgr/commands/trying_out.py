"""`assetmgr try-out`: everything on this machine, with the reference municipality (bin/run)."""

import os
import socket
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Final

import click
from flask import Flask
from flask_migrate import upgrade

from assetmgr import create_app
from assetmgr.commands.companion import companion
from assetmgr.commands.context import HOST_PORT, now, today
from assetmgr.commands.serving import check_free, serve_app
from assetmgr.config import load
from assetmgr.db.transaction import reading, writing
from assetmgr.demo.operations import load_demo
from assetmgr.demo.people import PASSWORD, PEOPLE
from assetmgr.demo.queries import is_demo, is_empty
from assetmgr.extensions import db
from sync.emulator import credentials_file

EMULATOR_PORT: Final = 8471


@click.command("try-out")
@click.option(
    "--bind", type=HOST_PORT, default="127.0.0.1:8000", show_default=True, help="HOST:PORT"
)
@click.option("--empty", is_flag=True, help="Leave an empty register empty.")
def command(bind: str, empty: bool) -> None:
    """Migrate, load the reference municipality when empty, start everything on loopback."""
    check_free(bind)
    endpoint = f"http://127.0.0.1:{_free_port(EMULATOR_PORT)}"
    os.environ.setdefault("ASSETMGR_BASE_URL", f"http://{bind}")
    _point_at_stand_in(load().data_dir / "google-stand-in.json", endpoint)
    app = create_app()
    demo = _prepare(app, empty=empty)
    with ExitStack() as helpers:
        if demo:
            helpers.enter_context(companion("google-emulator", "--bind", endpoint[7:], silent=True))
            helpers.enter_context(companion("sync", "google", silent=True))
        serve_app(app, bind, workers=2, scheduler=True, ready=lambda: _welcome(bind, demo))


def _prepare(app: Flask, *, empty: bool) -> bool:
    """Bring the database to the newest state; whether it holds the reference municipality."""
    with app.app_context():
        upgrade()
        with reading(db.session(), reason="is there anything yet") as session:
            wanted = is_empty(session) and not empty
        if wanted:
            click.echo("Loading the reference municipality (some 15 seconds)", err=True)
            last = today(load()) - timedelta(days=1)
            with writing(db.session(), reason="the demo is loaded") as session:
                load_demo(session, until=last, now=now(), progress=_say)
        with reading(db.session(), reason="is this the demo") as session:
            return is_demo(session)


def _point_at_stand_in(key: Path, endpoint: str) -> None:
    """Unless Google itself is configured, sync with the stand-in."""
    if "ASSETMGR_GOOGLE_CREDENTIALS" in os.environ:
        return
    credentials_file(key, endpoint)
    os.environ["ASSETMGR_GOOGLE_CREDENTIALS"] = str(key)
    os.environ["ASSETMGR_GOOGLE_SUBJECT"] = "admin@demo.example"
    os.environ["ASSETMGR_GOOGLE_ENDPOINT"] = endpoint


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise click.ClickException("no free port on 127.0.0.1")


def _welcome(bind: str, demo: bool) -> None:
    click.echo(f"\nReady: http://{bind}\n")
    if not demo:
        click.echo("The register is empty. Make the first person:")
        click.echo("  .venv/bin/assetmgr user add you@example.lv --role municipal_admin\n")
        return
    click.echo(f"Sign in with the password {PASSWORD} as:")
    for one in PEOPLE:
        click.echo(f"  {one.email:<28} {one.role.value:<18} {one.institution or 'municipality'}")
    click.echo("\nStop with Ctrl+C.")


def _say(what: str) -> None:
    click.echo(f"  {what} …", err=True)
