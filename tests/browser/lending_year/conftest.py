"""The product with all that it speaks to: accounts to sign in with, a mail server, a clock."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from assetmgr import create_app
from assetmgr.extensions import db
from sync.emulator import TENANT, Account, Client, Directory, Fleet, running
from tests.browser.lending_year.clock import Clock, begun
from tests.browser.lending_year.people import Town
from tests.browser.lending_year.post import Post
from tests.browser.lending_year.school import ADMIN, ADMIN_NAME, DOMAIN, PUPILS, founded
from tests.commands.conftest import free_address
from tests.outbox.server import Mailroom, Server
from tests.support.databases import Template, config_for, template

_ISSUERS = {"google": "/oidc/google", "microsoft": f"/oidc/microsoft/{TENANT}/v2.0"}


@pytest.fixture
def clock() -> Iterator[Clock]:
    """It is the end of August."""
    with begun() as traveller:
        yield Clock(traveller)


@pytest.fixture
def mail_server() -> Iterator[Server]:
    """A real one, on loopback."""
    server = Server(Mailroom(), None, "smtp+plain")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def environ(mail_server: Server) -> Iterator[dict[str, str]]:
    """The settings of the product: its address, where people sign in, where letters go."""
    url = f"http://{free_address()}"
    people = [Account(one.email, one.name, hd=DOMAIN) for one in PUPILS]
    accounts = (Account(ADMIN, ADMIN_NAME, hd=DOMAIN), *people)
    backs = tuple(f"{url}/sign-in/{name}/callback" for name in _ISSUERS)
    client = Client("us", "hush", backs, (f"{url}/sign-in",))
    told = {
        "ASSETMGR_BASE_URL": url,
        "ASSETMGR_SMTP_URL": mail_server.url,
        "ASSETMGR_MAIL_FROM": f"Ierīču reģistrs <ierices@{DOMAIN}>",
        "ASSETMGR_OIDC_MICROSOFT_TENANT": TENANT,
    }
    with running(Fleet([]), Directory(accounts, (client,))) as emulator:
        for name, path in _ISSUERS.items():
            prefix = f"ASSETMGR_OIDC_{name.upper()}_"
            told |= {
                f"{prefix}CLIENT_ID": "us",
                f"{prefix}CLIENT_SECRET": "hush",
                f"{prefix}DOMAINS": DOMAIN,
                f"{prefix}ISSUER": emulator.url + path,
            }
        yield told


@pytest.fixture
def app(
    clock: Clock,
    environ: dict[str, str],
    templates: dict[str, Template],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Flask]:
    """The product, which serves at its address."""
    folder = Path(tmp_path_factory.mktemp("year"))
    source = template(templates, "sqlite", tmp_path_factory)
    database = source.copy()
    app = create_app(config_for(database, folder, **environ))
    founded(app)
    port = int(environ["ASSETMGR_BASE_URL"].rpartition(":")[2])
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()
    source.drop(database)


@pytest.fixture
def post(app: Flask, mail_server: Server) -> Post:
    """What the product sends."""
    return Post(app, mail_server.handler)


@pytest.fixture
def town(app: Flask, chromium: Browser) -> Iterator[Town]:
    """Everybody's browsers."""
    town = Town(chromium, app)
    yield town
    town.close()
