"""The filters of the device list as criteria."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.search import SHORTEST, contains_all
from assetmgr.devices.models import Device, Kind, Model
from assetmgr.devices.policy.life import minus_years
from assetmgr.devices.policy.text import comparable, plain
from assetmgr.devices.queries.wanted import AgeBand, Wanted


def criteria(session: Session, wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    """What a device must fulfil to be listed; one that was entered by mistake never is."""
    found: list[ColumnElement[bool]] = [Device.voided_at.is_(None)]
    for column, value in (
        (Device.institution_id, wanted.institution_id),
        (Device.kind_id, wanted.kind_id),
        (Device.purpose, wanted.purpose),
        (Device.room_id, wanted.room_id),
    ):
        if value is not None:
            found.append(column == value)
    if wanted.statuses:
        found.append(Device.status.in_(sorted(wanted.statuses)))
    if wanted.age is not None:
        found.append(_aged(session, wanted.age, today))
    return [*found, *_worded(session, wanted.text)]


def _aged(session: Session, band: AgeBand, today: date) -> ColumnElement[bool]:
    bought = Device.acquired_on
    match band:
        case AgeBand.YOUNGER_THAN_3:
            return bought > minus_years(today, 3)
        case AgeBand.FROM_3_TO_5:
            return and_(bought <= minus_years(today, 3), bought > minus_years(today, 5))
        case AgeBand.FROM_5:
            return bought <= minus_years(today, 5)
        case AgeBand.UNKNOWN:
            return bought.is_(None)
        case AgeBand.PAST_LIFE:
            return past_life(session, today)


def past_life(session: Session, today: date) -> ColumnElement[bool]:
    """Devices whose life ended: acquired that long ago, or past the month of their AUE.

    A model's own life goes before that of its kind. The lives are read first and stand in the
    criterion: so it needs no join, and the database adds no years to dates.
    """
    by_kind = session.execute(select(Kind.life_years, Kind.id)).all()
    by_model = session.execute(
        select(Model.life_years, Model.id).where(Model.life_years.is_not(None))
    ).all()
    exceptions = [model_id for _, model_id in by_model]
    usual = or_(Device.model_id.is_(None), Device.model_id.not_in(exceptions))
    ended = [Device.aue < today.replace(day=1)]
    for years in sorted({years for years, _ in by_kind}):
        kinds = [kind_id for life, kind_id in by_kind if life == years]
        ended.append(and_(_older(today, years), Device.kind_id.in_(kinds), usual))
    for own in sorted({own for own, _ in by_model if own}):
        models = [model_id for life, model_id in by_model if life == own]
        ended.append(and_(_older(today, own), Device.model_id.in_(models)))
    return or_(*ended)


def _older(today: date, years: int) -> ColumnElement[bool]:
    return Device.acquired_on <= minus_years(today, years)


def _worded(session: Session, text: str) -> Iterator[ColumnElement[bool]]:
    """Every word must be found: a short one at the start of the tag or the serial number."""
    words = text.replace("\0", " ").split()
    long = [term for word in words if len(term := plain(word)) >= SHORTEST]
    if long:
        yield contains_all(session, Device.id, Device.search_text, long)
    for word in words:
        if len(plain(word)) < SHORTEST:
            yield _starting(comparable(word) or "")


def _starting(term: str) -> ColumnElement[bool]:
    return or_(
        Device.tag_key.startswith(term, autoescape=True),
        Device.serial_key.startswith(term, autoescape=True),
    )
