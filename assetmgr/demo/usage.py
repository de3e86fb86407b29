"""Daily activity of every Chromebook, as Google would have reported it."""

from collections.abc import Iterator
from datetime import date, timedelta

from assetmgr.demo.chance import noise, share
from assetmgr.demo.rows import Plan
from assetmgr.demo.stays import Stay, stays
from assetmgr.demo.weeks import FIRST_MONDAY, active_in

Activity = tuple[str, date, int]
"""Asset tag, day, milliseconds of activity (more than zero)."""

_WEEK = timedelta(days=7)
_MINUTE = 60_000


def usage(plan: Plan) -> Iterator[Activity]:
    """Activity from 2024-05-06 to the plan's last day, week by week."""
    return usage_since(plan, FIRST_MONDAY)


def usage_since(plan: Plan, first: date) -> Iterator[Activity]:
    """Activity from the week of `first` to the plan's last day; the same rows as in `usage`."""
    start = max(FIRST_MONDAY, first - timedelta(days=first.weekday()))
    lives = [(d.asset_tag, list(stays(d))) for d in plan.devices if d.kind == "chromebook"]
    keenness = {tag: 0.55 * share("keen", tag) for tag, _ in lives}
    for number in range((plan.until - start).days // 7 + 1):
        monday = start + number * _WEEK
        for tag, drawn in _active(monday, _in_use(lives, monday), keenness):
            yield from _days(tag, monday, drawn, plan.until)


def _in_use(lives: list[tuple[str, list[Stay]]], on: date) -> dict[str, list[str]]:
    """Tags by institution; stretches that have ended are dropped, so weeks must come in order."""
    found: dict[str, list[str]] = {}
    for tag, left in lives:
        while left[0].end <= on:
            left.pop(0)
        if left[0].first <= on and left[0].status == "in_use":
            found.setdefault(left[0].institution, []).append(tag)
    return found


def _active(
    monday: date, in_use: dict[str, list[str]], keenness: dict[str, float]
) -> Iterator[tuple[str, bytes]]:
    """The tags that are active in the week, each with the noise that draws its days."""
    total = active_in(monday, sum(map(len, in_use.values())))
    for school, quota in _quotas(total, in_use).items():
        scored = []
        for tag in in_use[school]:
            drawn = noise(tag, monday, size=16)
            scored.append((keenness[tag] + drawn[0] * 0.45 / 256, tag, drawn))
        scored.sort(reverse=True)
        for _, tag, drawn in scored[:quota]:
            yield tag, drawn


def _quotas(total: int, in_use: dict[str, list[str]]) -> dict[str, int]:
    """Shares out the total over schools, some keener than others; nobody gets more than it has."""
    weights = {s: len(tags) * (0.75 + 0.5 * share("school", s)) for s, tags in in_use.items()}
    factor = total / (sum(weights.values()) or 1)
    quotas = {s: min(len(in_use[s]), int(weight * factor)) for s, weight in weights.items()}
    order = sorted(quotas, key=lambda s: (-len(in_use[s]), s))
    while (left := total - sum(quotas.values())) > 0:
        for school in [s for s in order if quotas[s] < len(in_use[s])][:left]:
            quotas[school] += 1
    return quotas


def _days(tag: str, monday: date, drawn: bytes, until: date) -> Iterator[Activity]:
    """School days mostly, now and then a weekend; at least one day of the week."""
    chosen = [day for day in range(7) if drawn[1 + day] < (104 if day < 5 else 10)]
    for day in chosen or [drawn[8] % 5]:
        on = monday + timedelta(days=day)
        if on <= until:
            yield tag, on, (5 + drawn[9 + day] // 2) * _MINUTE + drawn[1 + day] * 211
