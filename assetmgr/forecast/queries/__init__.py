"""Reading scenarios, and the register as a forecast takes it."""

from assetmgr.forecast.queries.register import due_row, forecast_of
from assetmgr.forecast.queries.scenarios import scenario_named

__all__ = ["due_row", "forecast_of", "scenario_named"]
