"""The blueprint of sign-in."""

from typing import cast

from flask import Blueprint, Flask
from flask.sansio.blueprints import BlueprintSetupState

from assetmgr.auth.oidc.client import install

pages = Blueprint("auth", __name__)


@pages.record_once
def _providers(state: BlueprintSetupState) -> None:
    """Make the configured providers known to the application."""
    install(cast("Flask", state.app))
