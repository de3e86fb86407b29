"""The programme's targets as aims of a scenario."""

from assetmgr.forecast.policy.scenario import Aim
from assetmgr.indicators.policy.definitions import definitions
from assetmgr.indicators.policy.measures import RatioMeasure

_KIND_BOUGHT = {"1a": "tablet", "1b": "chromebook", "2a": "laptop", "2b": "laptop"}


def programme_aims() -> tuple[Aim, ...]:
    """The targets of the device ratios; each holds from the calendar year its own begins in."""
    return tuple(
        Aim(definition.code, int(year[:4]), target.value, _KIND_BOUGHT[definition.code])
        for definition in definitions()
        if isinstance(definition.measure, RatioMeasure)
        for year, target in definition.targets
    )
