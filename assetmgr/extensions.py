"""The Flask extensions, made once and bound to an application in `create_app`."""

from flask import Flask
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


class _AtItsRoutes(Limiter):
    """A limit is told at its route, and checked there; no other request is looked at."""

    def _check_request_limit(
        self,
        callable_name: str | None = None,
        in_middleware: bool = True,
    ) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


class _WithoutFreshness(LoginManager):  # type: ignore[misc] # it has no types
    """No page asks whether a sitting is fresh, so no request looks whether its browser changed."""

    def _session_protection_failed(self) -> bool:
        return False


db = SQLAlchemy(model_class=Base, session_options={"class_": ScopedSession})
migrate = Migrate()
login_manager = _WithoutFreshness()
babel = Babel()
csrf = FormTokens()
compress = Compress()
limiter = _AtItsRoutes(get_remote_address, storage_uri="memory://")


def config_of(app: Flask) -> Config:
    """The settings that the application was made with."""
    config: Config = app.extensions["assetmgr_config"]
    return config
