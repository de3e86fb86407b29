"""Signing in and out, the language, setting a password, a borrower's page."""

from assetmgr.auth.routes import oidc, own, password
from assetmgr.auth.routes.blueprint import pages

__all__ = ["oidc", "own", "pages", "password"]
