"""Which features there are: their tables and their pages."""

from importlib import import_module
from typing import Final

from flask import Flask

_MODELS: Final = (
    "institutions",
    "devices",
    "audit",
    "people",
    "auth",
    "usage",
    "google",
    "exchange",
    "forecast",
    "indicators",
    "jobs",
    "evidence",
    "inventory",
    "labeling",
    "numbering",
    "lending",
    "agreements",
    "requests",
    "loans",
    "custody",
    "privacy",
    "outbox",
    "demo",
)
_PAGES: Final[tuple[str, ...]] = (
    "agreements",
    "auth",
    "custody",
    "borrowing",
    "dashboard",
    "devices",
    "evidence",
    "exchange",
    "forecast",
    "google",
    "indicators",
    "institutions",
    "inventory",
    "labeling",
    "lending",
    "loans",
    "outbox",
    "people",
    "privacy",
    "requests",
    "rumis",
    "scanning",
    "usage",
)
_APIS: Final = ("inventory",)
_APPS: Final = ("inventory.offline",)


def load_models() -> None:
    """Import every feature's tables, so that the metadata is whole."""
    for name in _MODELS:
        import_module(f"assetmgr.{name}.models")


def register_pages(app: Flask) -> None:
    """Bind every feature's pages, the interfaces for programs, and the phone's own app."""
    for name in _PAGES:
        app.register_blueprint(import_module(f"assetmgr.{name}.routes").pages)
    for name in _APIS:
        for blueprint in import_module(f"assetmgr.{name}.api").blueprints:
            app.register_blueprint(blueprint)
    for name in _APPS:
        app.register_blueprint(import_module(f"assetmgr.{name}").pages)
