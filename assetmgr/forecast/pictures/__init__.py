"""The forecast as charts and figures for people."""

from assetmgr.forecast.pictures.outlooks import outlooks
from assetmgr.forecast.pictures.shown import Shown, institution_rows, kind_rows
from assetmgr.forecast.pictures.years import by_year, stats

__all__ = ["Shown", "by_year", "institution_rows", "kind_rows", "outlooks", "stats"]
