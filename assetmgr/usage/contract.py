"""The JSON document of `assetmgr usage weekly --json`."""

from collections.abc import Iterable
from typing import Any

from assetmgr.usage.policy import Activity, Week


def as_json(weeks: Iterable[Week]) -> dict[str, Any]:
    """Each week by institution, and the totals; percent unrounded, null where nothing is known."""
    weeks = tuple(weeks)
    return {
        "weeks": [
            {"week": week.name, "institution": code, **_figures(activity)}
            for week in weeks
            for code, activity in week.by_institution.items()
        ],
        "totals": [{"week": week.name, **_figures(week.total)} for week in weeks],
    }


def _figures(activity: Activity) -> dict[str, Any]:
    percent = activity.percent
    return {
        "fleet": activity.fleet,
        "known": activity.known,
        "active": activity.active,
        "percent": None if percent is None else float(percent),
    }
