"""What the database says of devices, to see what a stocktake expects, changes and leaves."""

from flask import Flask
from sqlalchemy import func, select

from assetmgr.devices.codes import NOT_COUNTED, Status
from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.inventory.models import StocktakeLine
from tests.support.writing import written

Facts = dict[str, tuple[Status, int | None]]


def facts(app: Flask) -> Facts:
    """Status and room of every device of the municipality, by tag."""
    with written(app) as session:
        rows = session.execute(select(Device.asset_tag, Device.status, Device.room_id))
        return {tag: (status, room_id) for tag, status, room_id in rows}


def changed(before: Facts, after: Facts) -> Facts:
    """What is new of the devices that are not as they were."""
    assert before.keys() == after.keys()
    return {tag: told for tag, told in after.items() if told != before[tag]}


def counting(app: Flask, institution: str) -> int:
    """How many devices of an institution count."""
    with written(app) as session:
        devices = select(func.count(Device.id)).join(
            Institution, Institution.id == Device.institution_id
        )
        wanted = Institution.code == institution, Device.status.not_in(NOT_COUNTED)
        return session.scalar(devices.where(*wanted)) or 0


def expected_tags(app: Flask, stocktake_id: int) -> list[str]:
    """The expected list of a stocktake, in its order."""
    with written(app) as session:
        tags = select(StocktakeLine.asset_tag).where(StocktakeLine.stocktake_id == stocktake_id)
        return list(session.scalars(tags.order_by(StocktakeLine.tag_key)))
