"""The blueprint of custody."""

from collections.abc import Callable

from flask import Blueprint

from assetmgr.custody.policy.monitoring import MONITORED

pages = Blueprint("custody", __name__, url_prefix="/lending/custody")


@pages.app_context_processor
def context() -> dict[str, Callable[[], str]]:
    """`custody_monitoring()`: what terms may say of it, for the page on which it is switched on."""
    return {"custody_monitoring": lambda: MONITORED}
