"""`assetmgr try-out`: everything on this machine, with the reference municipality (bin/run)."""

import json
import os
import secrets
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
from assetmgr.demo.people import DOMAIN, PASSWORD, PEOPLE
from assetmgr.demo.queries import is_demo, is_empty
from assetmgr.extensions import db
from sync.emulator import TENANT, credentials_file

EMULATOR_PORT: Final = 8471
CLIENT: Final = "try-out"
_ISSUERS: Final = {"google": "/oidc/google", "microsoft": f"/oidc/microsoft/{TENANT}/v2.0"}


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
    config = load()
    _point_at_stand_in(config.data_dir / "google-stand-in.json", endpoint)
    demo = _prepare(create_app(), empty=empty)
    with ExitStack() as helpers:
        if demo:
            accounts = config.data_dir / "accounts-stand-in.json"
            _sign_in_at_stand_in(accounts, endpoint, config.base_url)
            told = ("--bind", endpoint[7:], "--borrowers", "--accounts", str(accounts))
            helpers.enter_context(companion("google-emulator", *told, silent=True))
            helpers.enter_context(companion("sync", "google", silent=True))
        app = create_app()  # anew: the demo's sign-ins are set by now
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
            demo = is_demo(session)
        db.engine.dispose()
        return demo


def _point_at_stand_in(key: Path, endpoint: str) -> None:
    """Unless Google itself is configured, sync with the stand-in."""
    if "ASSETMGR_GOOGLE_CREDENTIALS" in os.environ:
        return
    credentials_file(key, endpoint)
    os.environ["ASSETMGR_GOOGLE_CREDENTIALS"] = str(key)
    os.environ["ASSETMGR_GOOGLE_SUBJECT"] = "admin@demo.example"
    os.environ["ASSETMGR_GOOGLE_ENDPOINT"] = endpoint


def _sign_in_at_stand_in(file: Path, endpoint: str, base_url: str) -> None:
    """Write the demo's people as accounts; unless a provider is configured, sign in with them."""
    secret = secrets.token_urlsafe(24)
    told = {
        "accounts": [{"email": one.email, "name": one.name, "hd": DOMAIN} for one in PEOPLE],
        "clients": [
            {
                "id": CLIENT,
                "secret": secret,
                "redirect_uris": [f"{base_url}/sign-in/{name}/callback" for name in _ISSUERS],
                "after_sign_out": [f"{base_url}/sign-in"],
            }
        ],
    }
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        json.dump(told, stream, ensure_ascii=False, indent=1)
    if any(name.startswith("ASSETMGR_OIDC_") for name in os.environ):
        return
    for name, path in _ISSUERS.items():
        prefix = f"ASSETMGR_OIDC_{name.upper()}_"
        os.environ[f"{prefix}CLIENT_ID"] = CLIENT
        os.environ[f"{prefix}CLIENT_SECRET"] = secret
        os.environ[f"{prefix}DOMAINS"] = DOMAIN
        os.environ[f"{prefix}ISSUER"] = f"{endpoint}{path}"
    os.environ["ASSETMGR_OIDC_MICROSOFT_TENANT"] = TENANT


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
    if os.environ.get("ASSETMGR_OIDC_GOOGLE_CLIENT_ID") == CLIENT:
        click.echo("\nOr with a stand-in's Google or Microsoft account, as any of them.")
    click.echo("\nStop with Ctrl+C.")


def _say(what: str) -> None:
    click.echo(f"  {what} …", err=True)
