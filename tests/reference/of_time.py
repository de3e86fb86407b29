"""Figures of age and of weekly activity."""

from datetime import date
from fractions import Fraction

from tests.reference import ages
from tests.reference.question import AS_OF, Question, Value


def age_share(ask: Question) -> Value:
    acquired = ask.register.ages(ask.figure.type, ask.kinds, ask.purposes, AS_OF)
    return ages.age_share(acquired, ask.figure.extra, AS_OF)


def _weeks(ask: Question) -> list[tuple[str, int, int]]:
    first, last = map(date.fromisoformat, ask.figure.extra.split("/"))
    return ask.register.weekly_active(first, last)


def weekly_mean(ask: Question) -> Value:
    weeks = _weeks(ask)
    return Fraction(sum(active for _, active, _ in weeks), len(weeks))


def weekly_mean_percent(ask: Question) -> Value:
    weeks = _weeks(ask)
    return Fraction(100 * sum(active for _, active, _ in weeks), sum(fleet for *_, fleet in weeks))


def weekly_highest(ask: Question) -> Value:
    return Fraction(max(active for _, active, _ in _weeks(ask)))


def weekly_highest_percent(ask: Question) -> Value:
    return max(Fraction(100 * active, fleet) for _, active, fleet in _weeks(ask))
