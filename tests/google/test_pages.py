"""The page of the runs."""

from collections.abc import Callable

import pytest
from flask import Flask

from assetmgr.auth.codes import Role
from assetmgr.google.queries import Run
from sync.emulator import Emulator, Fleet
from sync.emulator.api import Api
from tests.google.conftest import chromebook
from tests.support.pages import reader
from tests.support.town import Town


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.MUNICIPAL_VIEWER, True), (Role.SCHOOL_ADMIN, False)]
)
def test_only_the_municipality_reads_which_devices_are_ambiguous(
    app: Flask,
    town: Town,
    google: Emulator,
    sync: Callable[..., Run],
    role: Role,
    sees: bool,
) -> None:
    twice = [chromebook(1, "SN0101K"), chromebook(2, "sn0101k")]
    google.api = Api(Fleet(twice), "C0standin")
    assert sync().ambiguous
    assert ("K-0101" in reader(app, town, role).get("/google/").text) == sees
