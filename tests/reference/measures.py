"""Computing a published figure from a register."""

from collections.abc import Callable

from tests.reference import of_counts, of_ratios, of_store, of_time
from tests.reference.figures import Figure
from tests.reference.question import Question, Value
from tests.reference.register import Register


def compute(figure: Figure, register: Register) -> Value:
    """The register's value of a figure, exact; None is n/a. Raises KeyError (unknown measure)."""
    return MEASURES[figure.measure](Question(figure, register))


MEASURES: dict[str, Callable[[Question], Value]] = {
    "told": of_counts.told,
    "told_mean": of_counts.told_mean,
    "told_share": of_counts.told_share,
    "count": of_counts.count,
    "count_mean": of_counts.count_mean,
    "count_lowest": of_counts.count_lowest,
    "count_highest": of_counts.count_highest,
    "institutions": of_counts.institutions,
    "institutions_with": of_counts.institutions_with,
    "ratio": of_ratios.ratio,
    "ratio_lowest": of_ratios.extreme(of_ratios.ratios, min),
    "ratio_highest": of_ratios.extreme(of_ratios.ratios, max),
    "devices_per": of_ratios.devices_per,
    "devices_per_lowest": of_ratios.extreme(of_ratios.devices_per_each, min),
    "devices_per_highest": of_ratios.extreme(of_ratios.devices_per_each, max),
    "need": of_counts.need,
    "age_share": of_time.age_share,
    "weekly_mean": of_time.weekly_mean,
    "weekly_mean_percent": of_time.weekly_mean_percent,
    "weekly_highest": of_time.weekly_highest,
    "weekly_highest_percent": of_time.weekly_highest_percent,
    "reaching": of_counts.reaching,
    "reaching_percent": of_counts.reaching_percent,
    "without_data": of_counts.without_data,
    "survey": of_store.survey,
    "target": of_store.target,
    "provision_target": of_store.provision_target,
    "provision_optimal": of_store.provision_optimal,
}
