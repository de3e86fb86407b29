"""Figures that are counts and told numbers."""

from fractions import Fraction

from tests.reference.question import Question, Value, over, total


def told(ask: Question) -> Value:
    return total(ask.told(code) for code in ask.codes)


def told_mean(ask: Question) -> Value:
    return over(total(ask.told(code) for code in ask.codes), len(ask.codes))


def told_share(ask: Question) -> Value:
    whole = total(ask.told(code, ask.figure.extra) for code in ask.codes)
    part = over(total(ask.told(code) for code in ask.codes), whole)
    return None if part is None else 100 * part


def count(ask: Question) -> Value:
    return Fraction(sum(map(ask.count, ask.codes)))


def count_mean(ask: Question) -> Value:
    return Fraction(sum(map(ask.count, ask.codes)), len(ask.codes))


def count_lowest(ask: Question) -> Value:
    """Zeros belong to a range, unless the source gives it among those that have any."""
    counts = [ask.count(code) for code in ask.codes]
    return Fraction(min(n for n in counts if n or ask.figure.extra != "with_any"))


def count_highest(ask: Question) -> Value:
    return Fraction(max(map(ask.count, ask.codes)))


def institutions_with(ask: Question) -> Value:
    return Fraction(sum(ask.count(code) > 0 for code in ask.codes))


def need(ask: Question) -> Value:
    site = ask.figure.site or None
    return total(
        ask.register.stated_need(code, ask.figure.purposes, kind, site)
        for code in ask.codes
        for kind in sorted(ask.kinds)
    )


def reaching(ask: Question) -> Value:
    speeds = [ask.told(code) for code in ask.codes]
    return Fraction(sum(speed is not None and speed >= int(ask.figure.extra) for speed in speeds))


def reaching_percent(ask: Question) -> Value:
    """Of all institutions of the type; one without data does not reach it."""
    return Fraction(
        100 * sum((ask.told(code) or 0) >= int(ask.figure.extra) for code in ask.codes),
        len(ask.codes),
    )


def without_data(ask: Question) -> Value:
    return Fraction(sum(ask.told(code) is None for code in ask.codes))


def institutions(ask: Question) -> Value:
    return Fraction(len(ask.codes))
