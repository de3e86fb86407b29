"""How many asked and were served, as of a day."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from assetmgr.indicators.policy.standing import Demand
from assetmgr.indicators.queries.provision import facts_on
from assetmgr.indicators.queries.register import Register
from assetmgr.people.codes import PersonRole
from assetmgr.requests.codes import Reason, RequestStatus
from assetmgr.requests.policy.years import span
from assetmgr.requests.queries.figures import Figures, figures_of_all
from tests.support.asking import ask
from tests.support.lending import lend
from tests.support.town import Town

DAY = datetime(2024, 9, 2, 8, tzinfo=UTC)


def of_year(session: Session, day: date, role: PersonRole | None = None) -> dict[str, Figures]:
    return figures_of_all(session, *span(day), role=role)


def test_a_school_year_begins_at_rigas_midnight() -> None:
    since, until = span(date(2024, 9, 2))
    assert since == datetime(2024, 8, 31, 21, tzinfo=UTC)
    assert until == datetime(2024, 9, 2, 21, tzinfo=UTC)


def test_what_was_asked_is_served_declined_or_waits(town: Town, session: Session) -> None:
    last_year = datetime(2024, 3, 1, 8, tzinfo=UTC)
    ask(session, town, "ada", now=DAY)
    ask(session, town, "emils", now=last_year)
    declined = ask(session, town, "emils", "tablet", now=DAY)
    declined.status, declined.decided_at = RequestStatus.DECLINED, DAY
    ask(session, town, "emils", "laptop", now=DAY).status = RequestStatus.WITHDRAWN
    ask(session, town, "teacher", "laptop", reason=Reason.WORK, now=DAY)
    lend(session, town, "K-0001", "ada", now=DAY)
    found = of_year(session, date(2024, 9, 2))
    assert found == {"ABC": Figures(asked=3, served=1, declined=1, waiting=2)}
    assert of_year(session, date(2024, 9, 2), PersonRole.PUPIL)["ABC"].asked == 2
    assert of_year(session, date(2024, 9, 1))["ABC"] == Figures(0, 0, 0, 1)
    assert of_year(session, date(2024, 4, 1))["ABC"] == Figures(1, 0, 0, 1)


def test_pupils_requests_feed_the_target_of_take_home_devices(town: Town, session: Session) -> None:
    register = Register(date(2024, 9, 2), (), (), {})
    assert facts_on(session, register).demand == {}
    ask(session, town, "ada", now=DAY)
    ask(session, town, "emils", now=DAY)
    ask(session, town, "teacher", "laptop", reason=Reason.WORK, now=DAY)
    lend(session, town, "K-0001", "ada", now=DAY)
    session.flush()
    assert facts_on(session, register).demand == {"ABC": Demand(asked=2, served=1)}
