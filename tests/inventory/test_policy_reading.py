"""From the log to findings: a pure rule."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.inventory.codes import Action, Condition, Decision, Outcome, Result
from assetmgr.inventory.policy.clock import corrected
from assetmgr.inventory.policy.decisions import decided, moves, possible
from assetmgr.inventory.policy.reading import Reading, read
from assetmgr.inventory.policy.rows import Entry, Line
from assetmgr.inventory.policy.told import Told, in_order

NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)
HALL, CELLAR = 1, 2
LINES = (Line(10, "k-1", HALL), Line(11, "k-2", HALL), Line(12, "k-3", None))


def log(*told: dict[str, Any]) -> list[Entry]:
    """Entries of one phone in their order; a scan's uuid is its place, unless it says another."""
    return [
        Entry(**{"id": n, "phone_id": 1, "number": n, "uuid": str(n), "at": NOON, **one})
        for n, one in enumerate(told, start=1)
    ]


def scan(device_id: int | None, room_id: int | None = None, **more: Any) -> dict[str, Any]:
    return {
        "action": Action.SCAN,
        "device_id": device_id,
        "room_id": room_id,
        "outcome": Outcome.FOUND,
        **more,
    }


def undo(target: str, **more: Any) -> dict[str, Any]:
    return {"action": Action.UNDO, "target": target, **more}


def remark(target: str, **more: Any) -> dict[str, Any]:
    return {"action": Action.REMARK, "target": target, **more}


def read_log(*told: dict[str, Any]) -> Reading:
    return read(LINES, log(*told))


def test_the_first_scan_says_when_and_the_last_one_where() -> None:
    finding = read_log(
        scan(10, HALL, at=NOON), scan(10, CELLAR, at=NOON + timedelta(hours=1))
    ).findings[10]
    assert (finding.first.entry.at, finding.room_id) == (NOON, CELLAR)
    assert finding.result is Result.ELSEWHERE


def test_a_scan_without_a_room_does_not_move_a_device() -> None:
    finding = read_log(scan(10, CELLAR), scan(10, None)).findings[10]
    assert (finding.room_id, finding.result) == (CELLAR, Result.ELSEWHERE)


def test_undoing_the_first_makes_the_second_count() -> None:
    found = read_log(scan(10, HALL), scan(10, CELLAR), undo("1"))
    assert [one.again for one in found.scans] == [False, False]
    assert [one.undone for one in found.scans] == [True, False]
    assert found.findings[10].first.entry.id == 2


def test_a_phone_takes_back_its_own_scans_alone() -> None:
    found = read_log(scan(10, HALL), undo("1", phone_id=2))
    assert 10 in found.findings


def test_the_last_remark_counts_field_by_field() -> None:
    finding = read_log(
        scan(10, HALL, note="klāt"),
        remark("1", condition=Condition.DAMAGED),
        remark("1", note="saplīsis stūris"),
    ).findings[10]
    assert (finding.remark.note, finding.is_damaged) == ("saplīsis stūris", True)


def test_a_remark_on_an_earlier_scan_that_is_told_later_counts() -> None:
    finding = read_log(
        scan(10, HALL, note="klāt"),
        scan(10, HALL, phone_id=2, condition=Condition.GOOD),
        remark("1", condition=Condition.DAMAGED),
    ).findings[10]
    assert (finding.remark.note, finding.is_damaged) == ("klāt", True)


def test_what_was_told_of_a_scan_that_was_taken_back_does_not_count() -> None:
    finding = read_log(
        scan(10, HALL), scan(10, HALL), remark("1", condition=Condition.DAMAGED), undo("1")
    ).findings[10]
    assert not finding.is_damaged


def test_a_code_of_no_own_device_is_counted_once_however_it_is_written() -> None:
    codes = ("K-0101", "HTTPS://X.LV/D/K-0101", " k-0101 ", "", None, None, "K-0102")
    found = read_log(*(scan(None, code=code, outcome=Outcome.FOREIGN) for code in codes))
    assert [one.again for one in found.scans] == [False, True, True, False, False, False, False]
    assert [one.entry.id for one in found.standing(Outcome.FOREIGN)] == [1, 4, 5, 6, 7]


def test_taking_back_the_first_reading_of_a_code_makes_the_second_one_count() -> None:
    found = read_log(scan(None, code="x"), scan(None, code="X"), undo("1"))
    assert [one.again for one in found.scans] == [False, False]


def test_what_comes_after_closing_changes_nothing() -> None:
    found = read_log(scan(10, HALL), undo("1", is_late=True), scan(11, HALL, is_late=True))
    assert set(found.findings) == {10}
    assert [one.id for one in found.late] == [2, 3]


def test_rooms_count_what_was_seen_anywhere() -> None:
    rooms = {one.room_id: one for one in read_log(scan(10, CELLAR)).rooms}
    hall = rooms[HALL]
    assert (hall.expected, hall.found, hall.elsewhere, hall.missing) == (2, 1, 1, (11,))
    assert rooms[None].missing == (12,)


def test_nothing_is_done_to_a_device_unless_somebody_said_so() -> None:
    assert decided(LINES[0], None) is Decision.NOTHING
    finding = read_log(scan(10, CELLAR)).findings[10]
    assert decided(LINES[0], finding) is Decision.NOTHING
    assert not moves(Decision.NOTHING, finding)


def test_move_it_here_is_the_default_that_a_reviewer_may_decline() -> None:
    finding = read_log(scan(10, CELLAR), remark("1", move_here=True)).findings[10]
    assert moves(decided(LINES[0], finding), finding)
    declined = Line(10, "k-1", HALL, Decision.NOTHING, note="")
    assert not moves(decided(declined, finding), finding)


def test_a_repair_does_not_stop_a_move_that_was_asked_for() -> None:
    finding = read_log(scan(10, CELLAR, condition=Condition.DAMAGED, move_here=True)).findings[10]
    line = Line(10, "k-1", HALL, Decision.NEEDS_REPAIR, note="")
    assert decided(line, finding) is Decision.NEEDS_REPAIR
    assert moves(Decision.NEEDS_REPAIR, finding)


def test_a_device_thought_lost_that_was_found_is_not_lost() -> None:
    line = Line(10, "k-1", HALL, Decision.LOST, note="nav atrasta")
    assert decided(line, None) is Decision.LOST
    finding = read_log(scan(10, HALL)).findings[10]
    assert decided(line, finding) is Decision.NOTHING
    assert possible(finding) == {Decision.NOTHING}


@given(st.integers(-86_400 * 400, 86_400 * 400), st.integers(0, 3_600), st.integers(0, 600))
def test_a_wrong_clock_moves_no_scan(wrong: int, before: int, way: int) -> None:
    """Scanned `before` seconds ahead of sending, `way` seconds on the way."""
    sent = NOON + timedelta(seconds=wrong)
    received = NOON + timedelta(seconds=way)
    joined = NOON - timedelta(days=1)
    at = corrected(sent - timedelta(seconds=before), sent, received, joined)
    assert at == received - timedelta(seconds=before)
    late = corrected(sent + timedelta(days=9), sent, received, joined)
    early = corrected(sent - timedelta(days=900), sent, received, joined)
    assert (early, late) == (joined, received)


@given(st.lists(st.integers(1, 12), max_size=20), st.integers(0, 6))
def test_every_entry_of_a_delivery_is_new_or_repeated_or_behind_a_gap(
    numbers: list[int], received: int
) -> None:
    told = [Told(n, str(n), Action.SCAN, NOON, code="x") for n in numbers]
    found = in_order(told, received)
    assert [one.number for one in found.fresh] == list(
        range(received + 1, received + 1 + len(found.fresh))
    )
    assert found.repeated == {one.number for one in found.taken if one.number <= received}
    assert (len(found.taken) < len(told)) == found.has_gap
    if found.has_gap:
        assert told[len(found.taken)].number > received + len(found.fresh) + 1


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    """Anything that three phones may have told, in any order, some of it late."""
    told: list[dict[str, Any]] = []
    for n in range(1, draw(st.integers(0, 25)) + 1):
        action = draw(st.sampled_from(list(Action)))
        target = draw(st.sampled_from([str(one) for one in range(1, 26)]))
        device = draw(st.sampled_from([10, 11, 12, 99, None]))
        fields: dict[str, Any] = {
            "phone_id": draw(st.integers(1, 3)),
            "action": action,
            "is_late": draw(st.booleans()) and n > 12,
            "target": None if action is Action.SCAN else target,
        }
        if action is Action.SCAN:
            fields["device_id"] = device
            fields["code"] = draw(st.sampled_from([None, "x", "X", "HTTPS://X.LV/D/X", "y"]))
            fields["room_id"] = draw(st.sampled_from([None, HALL, CELLAR]))
            fields["outcome"] = draw(st.sampled_from(list(Outcome)))
        told.append(fields)
    return log(*told)


@given(logs())
def test_every_scan_is_accounted_for_exactly_once(entries: list[Entry]) -> None:
    found = read(LINES, entries)
    on_time = [e.id for e in entries if e.action is Action.SCAN and not e.is_late]
    assert [one.entry.id for one in found.scans] == on_time
    assert [one.id for one in found.late] == [e.id for e in entries if e.is_late]
    for one in found.scans:
        assert not (one.undone and one.again)
    codes = Counter(
        (one.entry.code or "")[-1:].casefold()
        for one in found.scans
        if one.entry.device_id is None and one.entry.code and one.stands and not one.again
    )
    assert set(codes.values()) <= {1}
    firsts = Counter(
        one.entry.device_id
        for one in found.scans
        if one.entry.device_id is not None and one.stands and not one.again
    )
    assert set(firsts.values()) <= {1}
    assert set(found.findings) == set(firsts) & {10, 11, 12}
    assert set(found.findings) | set(found.missing) == {10, 11, 12}
    assert sum(room.expected for room in found.rooms) == len(LINES)
    assert sum(room.found for room in found.rooms) == len(found.findings)
    standing = sum(len(found.standing(outcome)) for outcome in Outcome)
    undone = sum(one.undone for one in found.scans)
    again = sum(one.again for one in found.scans)
    assert standing + undone + again == len(on_time)
