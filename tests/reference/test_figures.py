"""The plan agrees with the published figures, but for the contradictions of the source."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from assetmgr.demo.plan import build
from assetmgr.demo.rows import Plan
from tests.reference.figures import Figure, figures, left_out
from tests.reference.measures import compute
from tests.reference.plan_register import PlanRegister
from tests.reference.register import Register
from tests.reference.rounding import agrees

COMPARED = 934
LEFT_OUT = 63
LEFT_OUT_OF_THE_PROSE = 18
CONTRADICTIONS = 13


def disagreements(register: Register, wanted: list[Figure]) -> list[str]:
    """What does not print as published, each with the computed value."""
    found = [(figure, compute(figure, register)) for figure in wanted]
    return [f"{figure}, computed {v}" for figure, v in found if not agrees(v, figure.printed)]


def compared() -> list[Figure]:
    names = {row.id for row in left_out()}
    return [figure for figure in figures() if figure.id not in names]


def test_every_figure_that_is_not_a_contradiction_agrees(
    plan_register: PlanRegister, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = compared()
    with capsys.disabled():
        left = len(figures()) - len(wanted)
        sys.stdout.write(f"\n{len(wanted)} published figures compared, {left} left out\n")
    assert disagreements(plan_register, wanted) == []


def test_nothing_is_left_out_that_would_agree(plan_register: PlanRegister) -> None:
    names = {row.id for row in left_out()}
    contradicting = [figure for figure in figures() if figure.id in names]
    assert len(disagreements(plan_register, contradicting)) == LEFT_OUT


def test_as_many_figures_are_compared_and_left_out_as_ever() -> None:
    prose = [row for row in left_out() if row.id.startswith("text")]
    assert len(compared()) == COMPARED
    assert len(left_out()) - len(prose) == LEFT_OUT
    assert len(prose) == LEFT_OUT_OF_THE_PROSE


def test_each_contradiction_has_its_figures_and_every_figure_its_reason() -> None:
    assert {row.contradiction for row in left_out()} == set(range(1, CONTRADICTIONS + 1))
    assert all(row.reason for row in left_out())


def test_a_left_out_figure_is_the_one_that_stands_in_the_table() -> None:
    known = {f.id: (f.file, f.row, f.column, f.printed) for f in figures()}
    tables = [row for row in left_out() if not row.id.startswith("text")]
    assert all(known[r.id] == (r.file, r.row, r.column, r.printed) for r in tables)


def test_no_figure_stands_twice() -> None:
    places = Counter((f.file, f.row, f.column) for f in figures())
    assert [place for place, number in places.items() if number > 1] == []
    assert len({f.id for f in figures()}) == len(figures())


def without_a_chromebook(plan: Plan, institution: str) -> Plan:
    gone = next(
        device
        for device in plan.devices
        if (device.kind, device.institution) == ("chromebook", institution) and not device.changes
    )
    return replace(plan, devices=tuple(d for d in plan.devices if d is not gone))


def test_one_chromebook_less_is_seen_in_the_figures() -> None:
    plan = build(date(2024, 11, 24))
    register = PlanRegister(without_a_chromebook(plan, "RTK"))
    changed = "\n".join(disagreements(register, compared()))
    assert "Chromebooks (all may be taken home): 2092, computed 2091" in changed
    assert "pupil laptops (Chromebooks included): 2951, computed 2950" in changed
