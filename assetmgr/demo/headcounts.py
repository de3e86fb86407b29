"""Headcounts: told on 2024-09-01, and invented on each 1 September after it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from assetmgr.demo.chance import share
from assetmgr.demo.rows import PlannedHeadcount
from assetmgr.demo.tables import BASELINE, table, whole

_FASTER = {2025: {"PIEN": 200}, 2026: {"PIE": 200}}
"""Internet speeds (Mbps) told anew in that year, by institution; the rest keep theirs."""


def headcounts(until: date) -> tuple[PlannedHeadcount, ...]:
    """Each institution (or site) once a year, from 2024-09-01 to the last 1 September told."""
    rows = [_told(row) for row in table("headcounts")]
    told = list(rows)
    for year in range(BASELINE.year + 1, until.year + 1):
        as_of = date(year, 9, 1)
        if as_of <= until:
            rows = [_a_year_later(row, as_of) for row in rows]
            told += rows
    return tuple(told)


def _told(row: dict[str, str]) -> PlannedHeadcount:
    return PlannedHeadcount(
        row["institution"],
        row["site"],
        BASELINE,
        pupils=whole(row["pupils"]),
        pupils_5_6=whole(row["pupils_5_6"]),
        teachers=whole(row["teachers"]),
        teacher_fte=_exact(row["teacher_fte"]),
        it_admin_fte=_exact(row["it_admin_fte"]),
        classrooms=whole(row["classrooms"]),
        classrooms_equipped=whole(row["classrooms_equipped"]),
        group_rooms=whole(row["group_rooms"]),
        group_rooms_equipped=whole(row["group_rooms_equipped"]),
        internet_mbps=whole(row["internet_mbps"]),
        wifi=True if row["wifi"] == "yes" else None,
    )


def _exact(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _a_year_later(row: PlannedHeadcount, as_of: date) -> PlannedHeadcount:
    """The same place with a few people more or fewer, and some columns told for the first time."""
    drift = 0.985 + 0.03 * share("pupils", row.institution, row.site, as_of.year)
    school = row.group_rooms is None
    teachers = _moved(row.teachers, 0.99 + 0.02 * share("teachers", row.institution, as_of.year))
    return replace(
        row,
        as_of=as_of,
        pupils=_moved(row.pupils, drift),
        pupils_5_6=_moved(row.pupils_5_6, drift),
        teachers=teachers,
        teacher_fte=_fte(row.teacher_fte, row.institution, as_of.year),
        support_staff_fte=_support(row),
        admin_staff=row.admin_staff or (5 if school else 2),
        it_admins=row.it_admins or (1 if school else None),
        ict_users=_moved(row.pupils, drift) if not school else _users(row, teachers, drift),
        classrooms_equipped=_one_more(row.classrooms_equipped, row.classrooms),
        group_rooms_equipped=_one_more(row.group_rooms_equipped, row.group_rooms),
        internet_mbps=_FASTER.get(as_of.year, {}).get(row.institution, row.internet_mbps),
        wifi=True,
    )


def _moved(count: int | None, factor: float) -> int | None:
    return None if count is None else max(1, round(count * factor))


def _fte(fte: Decimal | None, *key: object) -> Decimal | None:
    step = Decimal(int(9 * share("fte", *key)) - 4) / 10
    return None if fte is None else fte + step


def _support(row: PlannedHeadcount) -> Decimal:
    return row.support_staff_fte or Decimal(max(1, (row.pupils or 0) // 120)) / 2


def _users(row: PlannedHeadcount, teachers: int | None, drift: float) -> int:
    return (_moved(row.pupils, drift) or 0) + (teachers or 0) + (row.admin_staff or 5)


def _one_more(equipped: int | None, rooms: int | None) -> int | None:
    return None if equipped is None or rooms is None else min(rooms, equipped + 1)
