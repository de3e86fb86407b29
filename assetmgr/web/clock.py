"""The day it is where the schools are."""

from datetime import date, datetime

from flask import current_app

from assetmgr.config import Config


def today() -> date:
    """Today in the installation's time zone."""
    config: Config = current_app.extensions["assetmgr_config"]
    return datetime.now(config.timezone).date()
