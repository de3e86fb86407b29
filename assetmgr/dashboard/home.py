"""The first page put together: what it shows to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import url_for
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.dashboard import morning
from assetmgr.dashboard.queries.attention import Moment, matters, unmatched_count, without_headcount
from assetmgr.dashboard.queries.overview import ANY_TYPE, Overview, overview
from assetmgr.devices.queries.kinds import NamedKind, kinds
from assetmgr.evidence.queries import Wanted, unseen_by_institution
from assetmgr.extensions import db
from assetmgr.forecast import pictures as due
from assetmgr.forecast.queries import scenario_named
from assetmgr.google.queries import Run, runs
from assetmgr.google.words import STATUS_WORDS
from assetmgr.indicators.cards import Card, card
from assetmgr.indicators.pictures import ages
from assetmgr.institutions.queries import Named
from assetmgr.inventory.queries.rounds import late_count
from assetmgr.inventory.queries.told_to_it import trouble_count
from assetmgr.loans.queries.morning import Waiting, waiting
from assetmgr.usage import pictures as usage
from assetmgr.usage.policy import Week
from assetmgr.usage.queries import recent_span, weekly_report
from assetmgr.web.figures import Figure, Stat, euro, number, percent
from assetmgr.web.formats import datetime_text, language
from assetmgr.web.institution_in_view import in_view, mine
from assetmgr.web.signed_in import me

WEEKS = 26
YEAR = timedelta(days=365)
YEARS = 2


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page; what the reader may not see, or is not there, is empty or None."""

    items: Sequence[morning.Item]
    stats: Sequence[Stat]
    cards: Sequence[Card]
    wide: Sequence[Figure]
    figures: Sequence[Figure]
    is_empty: bool


def home(today: date) -> Home:
    """The page for the institutions in view."""
    place = in_view()
    places = (place,) if place else mine()
    found = overview(db.session(), today, places)
    named = kinds(db.session())
    weeks = _weeks(today, places)
    last_run = next(iter(runs(db.session(), 1)), None)
    planned = _planned(found, named, places)
    return Home(
        items=_items(today, places, last_run),
        stats=[
            Stat(gettext("Devices"), number(found.count), "", url_for("devices.listing")),
            *_active(weeks),
            *_due(planned),
            *_last_sync(last_run),
        ],
        cards=_cards(found, named, places),
        wide=_activity(weeks),
        figures=[*_costs(planned), *_ages(found, named)],
        is_empty=not found.count,
    )


def _items(today: date, places: Sequence[Named], last_run: Run | None) -> list[morning.Item]:
    ids = [place.id for place in places]
    now = datetime.now(UTC)
    untold = set(without_headcount(db.session(), today, ids))
    return morning.items(
        matters(db.session(), Moment(today, now), ids),
        [place for place in places if place.code in untold],
        unmatched_count(db.session()) if in_view() is None else 0,
        _unseen(now, ids),
        _counted(today, ids),
        _lent(today, ids),
        last_run,
        now,
    )


def _unseen(now: datetime, institution_ids: Sequence[int]) -> int:
    """How many devices nobody has seen for a year."""
    place = in_view()
    counts = unseen_by_institution(db.session(), Wanted(now - YEAR, place.id if place else None))
    return sum(counts.get(one, 0) for one in institution_ids)


def _counted(today: date, institution_ids: Sequence[int]) -> morning.Counted:
    """What stocktakes ask for; what small counts told is for the municipality to look at."""
    is_all = in_view() is None and me().is_municipal
    return morning.Counted(
        late_count(db.session(), today, institution_ids),
        trouble_count(db.session()) if is_all else 0,
    )


def _lent(today: date, institution_ids: Sequence[int]) -> Waiting:
    """What lending asks for, of whoever lends; the municipality is told of late loans alone."""
    if not me().may(Permission.LEND):
        return Waiting()
    return waiting(db.session(), today, institution_ids)


def _plans(places: Sequence[Named]) -> bool:
    """Whether the reader plans for all of these institutions."""
    return all(me().may_in(Permission.PLANNING_READ, place.id) for place in places)


def _cards(found: Overview, named: Sequence[NamedKind], places: Sequence[Named]) -> list[Card]:
    if not _plans(places):
        return []
    return [card(one, None, found.day) for one in found.indicators(named) if one.value is not None]


def _planned(
    found: Overview, named: tuple[NamedKind, ...], places: Sequence[Named]
) -> due.Shown | None:
    if not _plans(places) or not found.count:
        return None
    scenario = scenario_named(db.session(), first_year=found.day.year, years=YEARS)
    names = {place.code: place.short_name for place in places}
    return due.Shown(found.forecast(scenario), scenario, named, names)


def _due(planned: due.Shown | None) -> list[Stat]:
    if planned is None:
        return []
    this_year = planned.years[0]
    return [
        Stat(
            gettext("Due by the end of %(year)s", year=this_year.year),
            number(this_year.total.due),
            gettext("%(cost)s, with what fell due before", cost=euro(this_year.total.cost)),
            url_for("forecast.devices", since=this_year.year, year=this_year.year),
        )
    ]


def _costs(planned: due.Shown | None) -> list[Figure]:
    any_due = planned is not None and any(year.total.due for year in planned.years)
    return [due.by_year(planned, in_euro=True)] if planned and any_due else []


def _weeks(today: date, places: Sequence[Named]) -> tuple[Week, ...]:
    first, last = recent_span(today, WEEKS)
    codes = [place.code for place in places] if in_view() else None
    weeks = weekly_report(db.session(), first, last, codes=codes)
    return weeks if any(week.by_institution for week in weeks) else ()


def _active(weeks: Sequence[Week]) -> list[Stat]:
    if not weeks:
        return []
    last = weeks[-1].total
    return [
        Stat(
            gettext("Chromebooks active last week"),
            number(last.active if last.known else None),
            gettext("%(share)s of the fleet", share=percent(last.percent)),
            url_for("usage.weekly"),
        )
    ]


def _activity(weeks: Sequence[Week]) -> list[Figure]:
    return [usage.by_week(weeks)] if weeks else []


def _ages(found: Overview, named: Sequence[NamedKind]) -> list[Figure]:
    rows = ages.ages_of(found.age_groups(), found.day, ANY_TYPE, named)
    return [ages.figure(gettext("Ages by kind"), rows)] if rows else []


def _last_sync(run: Run | None) -> list[Stat]:
    if not me().may(Permission.SYNC_READ):
        return []
    if run is None:
        none = gettext("never")
        return [Stat(gettext("Last sync with Google"), none, "", url_for("google.runs"))]
    note = str(STATUS_WORDS[run.status])
    when = datetime_text(run.started_at, language())
    return [Stat(gettext("Last sync with Google"), when, note, url_for("google.runs"))]
