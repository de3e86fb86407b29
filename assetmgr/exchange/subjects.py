"""The kinds of file there are; everything outside works on one of these."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

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
from assetmgr.exchange.parse import Table
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.report import Plan
from assetmgr.exchange.shape import Shape
from assetmgr.exchange.what import What


class Planner(Protocol):
    """Compares a file with the register."""

    def __call__(
        self, session: Session, table: Table, *, today: date, progress: Progress | None = None
    ) -> Plan: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of file: its columns, how it is planned, applied (with that plan) and written out."""

    shape: Shape
    plan: Planner
    apply: Callable[..., None]
    rows: Callable[[Session, int | None], Iterator[list[str]]]


SUBJECTS: Final[dict[What, Subject]] = {
    What.DEVICES: Subject(DEVICE_SHAPE, plan_devices, apply_devices, device_rows),
    What.INSTITUTIONS: Subject(
        INSTITUTION_SHAPE, plan_institutions, apply_institutions, institution_rows
    ),
    What.HEADCOUNTS: Subject(HEADCOUNT_SHAPE, plan_headcounts, apply_headcounts, headcount_rows),
}
