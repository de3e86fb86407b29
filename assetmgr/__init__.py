"""IT assets and device lifecycle for a municipality's schools."""

from flask import Flask

from assetmgr import config as configuration


def create_app(config: configuration.Config | None = None) -> Flask:
    """Make the application.

    Args:
        config: the settings; read from the environment where none are given.

    Raises:
        assetmgr.config.ConfigError: a setting is wrong.
    """
    from assetmgr import features, setup
    from assetmgr.web.application import Application

    settings = config or configuration.load()
    app = Application(__name__)
    setup.settings(app, settings)
    setup.database(app)
    setup.translations(app)
    setup.security(app)
    setup.templates(app)
    features.register_pages(app)
    setup.static_files(app)
    return app
