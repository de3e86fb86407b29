"""Tables of stocktakes."""

from assetmgr.inventory.models.line import StocktakeLine
from assetmgr.inventory.models.phone import StocktakeEntry, StocktakePhone, StocktakePhoto
from assetmgr.inventory.models.stocktake import Stocktake, StocktakeRound

__all__ = [
    "Stocktake",
    "StocktakeEntry",
    "StocktakeLine",
    "StocktakePhone",
    "StocktakePhoto",
    "StocktakeRound",
]
