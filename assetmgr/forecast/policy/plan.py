"""The replacement forecast, year by year (DOMAIN, 'Replacement forecast')."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from assetmgr.forecast.policy.buying import Bought, Want, buy_towards, replace_in_turn
from assetmgr.forecast.policy.due import Lot, lot_of
from assetmgr.forecast.policy.fleet import Fleet, Key, key_of
from assetmgr.forecast.policy.results import Forecast, Outlook, Year
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario, ScenarioError
from assetmgr.forecast.policy.tally import Tally, count_in
from assetmgr.indicators.policy.definitions import ratio_definitions
from assetmgr.indicators.policy.measures import RatioMeasure
from assetmgr.indicators.policy.ratio import ratio
from assetmgr.indicators.policy.rows import Place, Told


def forecast(
    rows: Iterable[DueRow], places: Iterable[Place], told: Told, scenario: Scenario
) -> Forecast:
    """The years of a scenario for the devices that count as the register stands.

    `told` are the headcounts as they stand. Raises ScenarioError where a kind has no life or
    price, or a target names no device ratio or buys a kind that its ratio does not count.
    """
    rows = tuple(rows)
    scenario.check_kinds(row.kind for row in rows)
    plan = _Plan([lot_of(row, scenario) for row in rows], tuple(places), told, scenario)
    years = range(scenario.first_year, scenario.last_year + 1)
    return Forecast(scenario.name, tuple(plan.year(year) for year in years))


class _Plan:
    """The state that one year hands to the next: the fleet, what is due when, what is carried."""

    def __init__(
        self, register: list[Lot], places: tuple[Place, ...], told: Told, scenario: Scenario
    ) -> None:
        self._places, self._told, self._scenario = places, told, scenario
        self._measures = dict(ratio_definitions())
        self._fleet = Fleet(register)
        self._carried: tuple[Lot, ...] = ()
        self._due: defaultdict[int, list[Lot]] = defaultdict(list)
        for lot in register:
            self._due[scenario.year_of(lot.due_on)].append(lot)
        for aim in scenario.targets or ():
            self._check(aim.indicator, aim.buys)

    def year(self, year: int) -> Year:
        """Plans the next year of the horizon."""
        tally = Tally()
        due = self._due.pop(year, [])
        tally.add_due(due)
        self._fleet.outlive(due)
        told = self._scenario.headcounts(self._told, year)
        prices, later_prices = self._scenario.prices_in(year), self._scenario.prices_in(year + 1)
        bought = self._replace(due, prices, year, tally)
        if not bought.carried:
            self._grow(told, prices, bought.budget, year, tally)
        return Year(year, tally.cells(prices, later_prices), self._outlooks(told))

    def _replace(
        self, due: list[Lot], prices: dict[str, Fraction], year: int, tally: Tally
    ) -> Bought:
        queue = sorted((*self._carried, *due), key=lambda lot: lot.turn)
        cap = self._scenario.cap_eur
        bought = replace_in_turn(queue, prices, None if cap is None else Fraction(cap))
        self._carried = bought.carried
        self._fleet.replace(bought.lots)
        count_in(tally.bought, bought.lots)
        count_in(tally.carried_over, bought.carried)
        arrived: Counter[Key] = Counter()
        for lot in bought.lots:
            arrived[key_of(lot)] += lot.count
        for key, count in arrived.items():
            self._fall_due_again(key, count, year)
        return bought

    def _grow(
        self,
        told: Told,
        prices: dict[str, Fraction],
        budget: Fraction | None,
        year: int,
        tally: Tally,
    ) -> None:
        for key, count in buy_towards(self._wants(told, year), prices, budget).items():
            institution, kind, _ = key
            tally.bought[institution, kind] += count
            tally.towards_targets[institution, kind] += count
            self._fleet.grow(key, count)
            self._fall_due_again(key, count, year)

    def _fall_due_again(self, key: Key, count: int, year: int) -> None:
        """What arrives by 1 September of a year is due on 1 September when its life is over."""
        institution, kind, purpose = key
        due_on = date(year + self._scenario.life[kind], 9, 1)
        if due_on.year <= self._scenario.last_year:
            lot = Lot(due_on, institution, "", kind, purpose, count, is_again=True)
            self._due[due_on.year].append(lot)

    def _wants(self, told: Told, year: int) -> list[Want]:
        cohorts = self._fleet.with_plan()
        return [
            Want(aim, _purpose(measure), row)
            for aim in self._scenario.aims_in(year)
            for measure in [self._measures[aim.indicator]]
            for row in ratio(measure, self._places, cohorts, told).by_institution
        ]

    def _outlooks(self, told: Told) -> dict[str, Outlook]:
        planned, bare = self._fleet.with_plan(), self._fleet.without_purchases()
        outlooks = {}
        for code, measure in self._measures.items():
            with_plan = ratio(measure, self._places, planned, told)
            without = ratio(measure, self._places, bare, told)
            outlooks[code] = Outlook(
                registered=with_plan.registered.value,
                in_life_with_plan=with_plan.in_life.value,
                in_life_without_purchases=without.registered.value,
            )
        return outlooks

    def _check(self, indicator: str, buys: str) -> None:
        measure = self._measures.get(indicator)
        if measure is None:
            raise ScenarioError(f"target {indicator}: not a ratio of people per device")
        if buys not in measure.kinds:
            raise ScenarioError(f"target {indicator}: a {buys} does not count in it")


def _purpose(measure: RatioMeasure) -> str:
    return min(measure.purposes)
