"""Reading what indicators are made of."""

from assetmgr.indicators.queries.register import (
    Register,
    age_groups_on,
    indicators_of,
    register_on,
    survey_values,
)

__all__ = ["Register", "age_groups_on", "indicators_of", "register_on", "survey_values"]
