"""The Flask extensions, made once and bound to an application in `create_app`."""

from typing import Final

from flask import Flask, Response
from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

from assetmgr.config import Config
from assetmgr.db.base import Base
from assetmgr.db.session import ScopedSession
from assetmgr.form_tokens import FormTokens

PACKET: Final = 1_400
"""Bytes of an answer that, with its headers, is about as much as a network sends at once."""


class _AtItsRoutes(Limiter):
    """A limit is told at its route, and checked there; no other request is looked at."""

    def init_app(self, app: Flask) -> None:
        """Bind to an application; one at which it is known has its own steps at each request."""
        app.extensions.setdefault("limiter", set()).add(self)
        super().init_app(app)


class _WherePacketsAreSaved(Compress):
    """What fits into one packet comes no sooner for being smaller, so it is sent as it is."""

    def after_request(self, response: Response | None) -> Response:
        """The answer, compressed where that helps and the browser can read it."""
        size = response.content_length if response else None
        if response and size is not None and size <= PACKET:
            return response
        return super().after_request(response)


class _WithoutFreshness(LoginManager):  # type: ignore[misc] # it has no types
    """No page asks whether a sitting is fresh, so no request looks whether its browser changed."""

    def _session_protection_failed(self) -> bool:
        return False


db = SQLAlchemy(model_class=Base, session_options={"class_": ScopedSession})
migrate = Migrate()
login_manager = _WithoutFreshness()
babel = Babel()
csrf = FormTokens()
compress = _WherePacketsAreSaved()
limiter = _AtItsRoutes(get_remote_address, storage_uri="memory://")


def config_of(app: Flask) -> Config:
    """The settings that the application was made with."""
    config: Config = app.extensions["assetmgr_config"]
    return config
