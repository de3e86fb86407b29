"""Manufacturers and models, as suggestions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Manufacturer, Model

Names = tuple[str, str]


def model_names(session: Session) -> list[Names]:
    """Every (manufacturer, model) that the register knows, by name."""
    rows = session.execute(
        select(Manufacturer.name, Model.name)
        .join(Model, Model.manufacturer_id == Manufacturer.id)
        .order_by(Manufacturer.key, Model.key)
    )
    return [*rows]
