"""The product beside a stand-in for Google and Microsoft, over real HTTP."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from assetmgr import create_app
from assetmgr.auth.codes import Role
from assetmgr.extensions import config_of, db
from sync.emulator import TENANT, Account, Client, Directory, Emulator, Fleet, running
from tests.auth.oidc.visitor import Visitor
from tests.support.databases import config_for
from tests.support.town import ADA, Town

BASE = "https://ierices.example.lv"
DOMAIN = "town.example"
CLIENT = Client(
    "assetmgr",
    "a secret + with / signs",
    tuple(f"{BASE}/sign-in/{name}/callback" for name in ("google", "microsoft", "other")),
    (f"{BASE}/sign-in",),
)
EMILS = "emils@school.example"
"""A class list knows him; he has no account."""
STRANGERS = (
    Account(f"nobody@{DOMAIN}", "In the school, not in the register", hd=DOMAIN),
    Account(f"closed@{DOMAIN}", "Whose account was closed", hd=DOMAIN),
    Account("somebody@private.example", "A private account"),
    Account("somebody@elsewhere.example", "Of another organisation", hd="elsewhere.example"),
    Account(f"unverified@{DOMAIN}", "Unverified", email_verified=False, hd=DOMAIN),
    Account(f"guest@{DOMAIN}", "A guest", hd=DOMAIN, guest=True),
)


@pytest.fixture(scope="package")
def stand_in() -> Iterator[Emulator]:
    """One stand-in, and so one key, for all these tests."""
    with running(Fleet([])) as emulator:
        yield emulator


@pytest.fixture
def emulator(stand_in: Emulator) -> Emulator:
    """The stand-in with everybody of the town and some strangers; no fault is planned."""
    known = [Account(f"{role.value}@{DOMAIN}", role.value, hd=DOMAIN) for role in Role]
    loud = Account(f"School_Staff@{DOMAIN.upper()}", "In capitals", hd=DOMAIN)
    pupils = [Account(email, "A borrower", hd=DOMAIN) for email in (ADA, EMILS)]
    stand_in.oidc.directory = Directory((*known, loud, *pupils, *STRANGERS), (CLIENT,))
    stand_in.api.plan.clear()
    stand_in.exchanges.clear()
    return stand_in


def settings(emulator: Emulator, *providers: str) -> dict[str, str]:
    """The environment for these providers, all of the stand-in's."""
    paths = {"google": "/oidc/google", "microsoft": f"/oidc/microsoft/{TENANT}/v2.0"}
    paths["other"] = paths["google"]
    told = {"ASSETMGR_BASE_URL": BASE}
    for name in providers:
        prefix = f"ASSETMGR_OIDC_{name.upper()}_"
        told[f"{prefix}CLIENT_ID"] = CLIENT.id
        told[f"{prefix}CLIENT_SECRET"] = CLIENT.secret
        told[f"{prefix}DOMAINS"] = f"{DOMAIN}, school.example"
        told[f"{prefix}ISSUER"] = emulator.url + paths[name]
    if "microsoft" in providers:
        told["ASSETMGR_OIDC_MICROSOFT_TENANT"] = TENANT
    return told


Install = Callable[..., Flask]


@pytest.fixture
def install(app: Flask, town: Town) -> Iterator[Install]:
    """Make the product anew with further settings, on the town's database."""
    config = config_of(app)
    made: list[Flask] = []

    def make(**environ: str) -> Flask:
        made.append(create_app(config_for(config.database_url, config.data_dir, **environ)))
        made[-1].config["TESTING"] = True
        made[-1].config["RATELIMIT_ENABLED"] = False
        return made[-1]

    yield make
    for one in made:
        with one.app_context():
            db.engine.dispose()


@pytest.fixture
def site(install: Install, emulator: Emulator) -> Flask:
    """The product with both presets on."""
    return install(**settings(emulator, "google", "microsoft"))


@pytest.fixture
def visitor(site: Flask, emulator: Emulator) -> Visitor:
    """Somebody in front of a browser in which nobody is signed in."""
    return Visitor(site, emulator)
