"""The steps of `create_app`, in their order."""

from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from assetmgr import features
from assetmgr.config import Config
from assetmgr.db.transaction import prepare_engine
from assetmgr.extensions import (
    babel,
    compress,
    config_of,
    csrf,
    db,
    limiter,
    login_manager,
    migrate,
)
from assetmgr.web import errors, formats, frame, icons, lifecycle, locale, signed_in, words
from assetmgr.web.addresses import Key
from assetmgr.web.headers import protected
from assetmgr.web.session_cookie import SignedCookie


def settings(app: Flask, config: Config) -> None:
    """Put the settings where the extensions and the pages look for them."""
    app.extensions["assetmgr_config"] = config
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # a fault that is logged names nobody
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        REMEMBER_COOKIE_SECURE=config.https,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=32 * 1024 * 1024,
        BABEL_DEFAULT_LOCALE="lv",
        BABEL_DEFAULT_TIMEZONE=config.timezone.key,
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_STREAMS=False,
    )
    app.session_interface = SignedCookie()
    app.url_map.converters["int"] = Key
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def database(app: Flask) -> None:
    """Bind the database and its migrations."""
    features.load_models()
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    migrate.init_app(app, db, directory=str(migrations_folder()), render_as_batch=False)


def migrations_folder() -> Path:
    """Where the migrations lie."""
    return Path(str(files("migrations")))


def translations(app: Flask) -> None:
    """Latvian unless a person chose English."""
    babel.init_app(app, locale_selector=locale.locale)
    babel.domain_instance = texts = locale.Texts()
    locale.register(app, texts)


def security(app: Flask) -> None:
    """Sign-in, CSRF, rate limits; every request has one transaction and one scope."""
    login_manager.init_app(app)
    signed_in.install(login_manager)
    lifecycle.install(app)
    csrf.init_app(app)
    limiter.init_app(app)
    config = config_of(app)
    if config.https:  # then a reverse proxy stands before us, and knows who asks
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]


def templates(app: Flask) -> None:
    """What the pages need: formats, icons, the frame, error pages."""
    formats.register(app)
    words.register(app)
    icons.register(app)
    frame.register(app)
    errors.register(app)


def static_files(app: Flask) -> None:
    """Serve static files with far-off expiry, responses compressed, and both protected."""
    compress.init_app(app)
    static = Path(app.root_path, "static")
    served = WhiteNoise(app.wsgi_app, root=static, prefix="static/", max_age=3600)
    app.wsgi_app = protected(served)  # type: ignore[method-assign,assignment]
