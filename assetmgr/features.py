"""Which features there are: their tables and their pages."""

from importlib import import_module
from typing import Final

from flask import Flask

_MODELS: Final = (
    "institutions",
    "devices",
    "audit",
    "auth",
    "usage",
    "google",
    "exchange",
    "forecast",
    "indicators",
    "jobs",
    "demo",
)
_PAGES: Final[tuple[str, ...]] = (
    "auth",
    "dashboard",
    "devices",
    "exchange",
    "forecast",
    "google",
    "indicators",
    "institutions",
    "labeling",
    "usage",
)


def load_models() -> None:
    """Import every feature's tables, so that the metadata is whole."""
    for name in _MODELS:
        import_module(f"assetmgr.{name}.models")


def register_pages(app: Flask) -> None:
    """Bind every feature's blueprint."""
    for name in _PAGES:
        app.register_blueprint(import_module(f"assetmgr.{name}.routes").pages)
