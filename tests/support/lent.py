"""A loan at an institution, for tests that walk all addresses."""

from flask import Flask
from sqlalchemy import select

from assetmgr.loans.models import Act
from tests.support.lending import lend
from tests.support.town import Town
from tests.support.writing import written

_LENT = {"ABC": ("K-0001", "ada"), "XYZ": ("K-0101", "zane")}


def act_of(app: Flask, town: Town, code: str) -> int:
    """The act of a loan, which is made when first asked for."""
    tag, name = _LENT[code]
    with written(app) as session:
        known = session.scalars(
            select(Act.id).where(Act.open_device_id == town.devices[tag])
        ).one_or_none()
        return known or lend(session, town, tag, name).act.id
