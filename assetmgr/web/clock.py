"""The day it is where the schools are."""

from datetime import date, datetime

from flask import current_app

from assetmgr.extensions import config_of


def today() -> date:
    """Today in the installation's time zone."""
    return datetime.now(config_of(current_app).timezone).date()
