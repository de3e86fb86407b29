"""`assetmgr serve` and `assetmgr scheduler`."""

import socket
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from assetmgr.commands.companion import companion
from assetmgr.commands.context import HOST_PORT
from assetmgr.commands.readiness import ready_app
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.jobs.scheduler import run_forever


class _Server(BaseApplication):  # type: ignore[misc] # it has no types
    """gunicorn with our application, without its command line."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.application = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.application


@click.command("serve")
@click.option(
    "--bind", type=HOST_PORT, default="127.0.0.1:8000", show_default=True, help="HOST:PORT"
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(min=1))
@click.option("--scheduler/--no-scheduler", default=True, help="Also start the nightly jobs.")
def serve(bind: str, workers: int, scheduler: bool) -> None:
    """Serve the pages, and unless told not to, the nightly jobs."""
    check_free(bind)
    serve_app(ready_app(), bind, workers=workers, scheduler=scheduler)


def check_free(bind: str) -> None:
    """See that the address can be listened on, before anything is started for it.

    Raises:
        Refused: another program listens there, or it is none of this machine's.
    """
    host, _, port = bind.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host.strip("[]"), int(port)), family=family).close()
    except OSError as error:
        why = str(error.strerror).partition(" (while")[0]
        raise Refused("--bind %(bind)s: %(why)s", bind=bind, why=why) from error


def serve_app(
    app: Flask,
    bind: str,
    *,
    workers: int,
    scheduler: bool,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve until stopped; `ready` is called once the address is bound."""
    options = {
        "bind": bind,
        "workers": workers,
        "threads": 4,
        "worker_class": "gthread",
        "preload_app": True,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "timeout": 120,
        "post_fork": _after_fork,
        "when_ready": lambda _arbiter: ready(),
    }
    with companion("scheduler") if scheduler else nullcontext():
        _Server(app, options).run()


def _after_fork(_arbiter: object, worker: Any) -> None:
    """A connection of the parent is not the child's to use."""
    app: Flask = worker.app.application
    with app.app_context():
        db.engine.dispose(close=False)


@click.command("scheduler")
def scheduler() -> None:
    """The nightly jobs alone; of several, one leads."""
    run_forever(ready_app())
