"""Figures that are ratios of totals, and the ends of their ranges."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from tests.reference.question import Question, Value, over, total


def ratio(ask: Question) -> Value:
    tops = total(ask.told(code) for code in ask.codes)
    return over(tops, sum(map(ask.count, ask.codes)))


def ratios(ask: Question) -> dict[str, Fraction]:
    """By institution, of those that have at least one such device."""
    found = {code: over(total([ask.told(code)]), ask.count(code)) for code in ask.codes}
    return {code: value for code, value in found.items() if value is not None}


def devices_per(ask: Question) -> Value:
    """Devices for each room, over the institutions that told how many rooms they have."""
    codes = [code for code in ask.codes if ask.told(code)]
    rooms = total(ask.told(code) for code in codes)
    return over(Fraction(sum(map(ask.count, codes))), rooms)


def devices_per_each(ask: Question) -> dict[str, Fraction]:
    found = {c: over(Fraction(ask.count(c)), total([ask.told(c)])) for c in ask.codes}
    return {code: value for code, value in found.items() if value is not None}


def extreme(
    values: Callable[[Question], dict[str, Fraction]],
    choose: Callable[[Iterable[Fraction]], Fraction],
) -> Callable[[Question], Value]:
    """The end of a range; where the figure names its institution, that one alone must be there."""

    def measure(ask: Question) -> Value:
        found = values(ask)
        end = choose(found.values())
        holders = [code for code, value in found.items() if value == end]
        return end if ask.figure.extra in ("", "+".join(holders)) else None

    return measure
