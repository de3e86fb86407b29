"""The kinds of file there are; everything outside works on one of these."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.exchange.devices.apply import apply_devices
from assetmgr.exchange.devices.export import device_rows
from assetmgr.exchange.devices.plan import plan_devices
from assetmgr.exchange.devices.shape import SHAPE as DEVICE_SHAPE
from assetmgr.exchange.headcounts.apply import apply_headcounts
from assetmgr.exchange.headcounts.export import headcount_rows
from assetmgr.exchange.headcounts.plan import plan_headcounts
from assetmgr.exchange.headcounts.shape import SHAPE as HEADCOUNT_SHAPE
from assetmgr.exchange.institutions.apply import apply_institutions
from assetmgr.exchange.institutions.export import institution_rows
from assetmgr.exchange.institutions.plan import plan_institutions
from assetmgr.exchange.institutions.shape import SHAPE as INSTITUTION_SHAPE
from assetmgr.exchange.people.apply import apply_people
from assetmgr.exchange.people.export import nobody
from assetmgr.exchange.people.plan import plan_people
from assetmgr.exchange.people.shape import SHAPE as PEOPLE_SHAPE
from assetmgr.exchange.report import Plan
from assetmgr.exchange.shape import Shape
from assetmgr.exchange.what import What


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of file: its columns, how it is planned, applied (with that plan) and written out.

    `plan(session, table, *, today, progress, **wishes)`; only people's takes wishes.
    """

    shape: Shape
    plan: Callable[..., Plan]
    apply: Callable[..., None]
    rows: Callable[[Session, int | None], Iterator[list[str]]]


SUBJECTS: Final[dict[What, Subject]] = {
    What.DEVICES: Subject(DEVICE_SHAPE, plan_devices, apply_devices, device_rows),
    What.INSTITUTIONS: Subject(
        INSTITUTION_SHAPE, plan_institutions, apply_institutions, institution_rows
    ),
    What.PEOPLE: Subject(PEOPLE_SHAPE, plan_people, apply_people, nobody),
    What.HEADCOUNTS: Subject(HEADCOUNT_SHAPE, plan_headcounts, apply_headcounts, headcount_rows),
}
