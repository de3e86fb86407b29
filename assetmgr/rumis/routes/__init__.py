"""The page of RUMIS."""

from assetmgr.rumis.routes.compared import pages

__all__ = ["pages"]
