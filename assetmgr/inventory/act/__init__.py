"""The act of a stocktake as PDF, and its rows as a workbook; both in Latvian."""

from assetmgr.inventory.act.document import write_act
from assetmgr.inventory.act.sheets import sheets_of

__all__ = ["sheets_of", "write_act"]
