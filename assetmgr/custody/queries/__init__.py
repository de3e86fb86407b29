"""Reading custody."""

from assetmgr.custody.queries.setting import is_on

__all__ = ["is_on"]
