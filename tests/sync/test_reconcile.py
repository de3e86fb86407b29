"""Which device is which, one rule a test; the properties are in test_reconcile_properties."""

from datetime import UTC, date, datetime

from sync.changes import Ambiguity, Changes
from sync.reconcile import reconcile
from sync.records import GoogleFacts, KnownDevice, SeenDevice
from tests.sync.devices import NEWEST_DAY, seen_device

NOW = datetime(2024, 11, 23, 0, 30, tzinfo=UTC)


def links(changes: Changes) -> list[tuple[int, str]]:
    return [(link.device_id, link.google_id) for link in changes.links]


def doubts(changes: Changes) -> list[tuple[str, tuple[int, ...], Ambiguity]]:
    return [(d.seen.google_id, d.device_ids, d.reason) for d in changes.ambiguous]


def test_the_google_id_wins_over_the_serial() -> None:
    known = [KnownDevice(1, "g1", "S1"), KnownDevice(2, None, "S2")]
    changes = reconcile(known, [seen_device("g1", "S2")], NOW)
    assert links(changes) == [(1, "g1")]
    assert changes.ambiguous == ()


def test_the_serial_matches_trimmed_and_without_case() -> None:
    changes = reconcile([KnownDevice(1, None, " 5cd1 ")], [seen_device("g1", "5CD1")], NOW)
    assert links(changes) == [(1, "g1")]
    assert changes.matched == 1


def test_a_device_enrolled_again_gets_its_new_id() -> None:
    changes = reconcile([KnownDevice(1, "old", "S1")], [seen_device("new", "S1")], NOW)
    assert links(changes) == [(1, "new")]


def test_a_device_without_serial_is_unmatched_even_beside_known_ones_without() -> None:
    known = [KnownDevice(1, None, None), KnownDevice(2, None, " ")]
    changes = reconcile(known, [seen_device("g1", None)], NOW)
    assert [device.google_id for device in changes.unmatched] == ["g1"]
    assert changes.matched == 0


def test_a_serial_that_two_known_devices_have_changes_nothing() -> None:
    known = [KnownDevice(2, None, "S1"), KnownDevice(1, None, "s1")]
    changes = reconcile(known, [seen_device("g1", "S1")], NOW)
    assert doubts(changes) == [("g1", (1, 2), Ambiguity.SEVERAL_IN_REGISTER)]
    assert (changes.links, changes.activity) == ((), {})


def test_an_id_that_two_known_devices_have_changes_nothing() -> None:
    known = [KnownDevice(1, "g1", "S1"), KnownDevice(2, "g1", "S2")]
    changes = reconcile(known, [seen_device("g1", "S1")], NOW)
    assert doubts(changes) == [("g1", (1, 2), Ambiguity.SEVERAL_IN_REGISTER)]


def test_two_chrome_devices_with_the_serial_of_one_known_change_nothing() -> None:
    seen = [seen_device("g2", "S1"), seen_device("g1", "s1")]
    changes = reconcile([KnownDevice(1, None, "S1")], seen, NOW)
    assert doubts(changes) == [
        ("g1", (1,), Ambiguity.SEVERAL_IN_GOOGLE),
        ("g2", (1,), Ambiguity.SEVERAL_IN_GOOGLE),
    ]
    assert changes.matched == 0


def test_a_second_chrome_device_with_the_serial_of_a_linked_one_is_only_listed() -> None:
    seen = [seen_device("g1", "S1"), seen_device("g2", "S1")]
    changes = reconcile([KnownDevice(1, "g1", "S1")], seen, NOW)
    assert links(changes) == [(1, "g1")]
    assert doubts(changes) == [("g2", (1,), Ambiguity.LINKED_TO_ANOTHER)]


def test_a_device_seen_twice_counts_once_with_its_newest_sync() -> None:
    seen = [seen_device("g1", "S1", minute=5, model="new"), seen_device("g1", "S1", model="old")]
    (link,) = reconcile([KnownDevice(1, None, "S1")], seen, NOW).links
    assert link.facts.model == "new"


def test_what_is_stored_already_is_counted_as_unchanged() -> None:
    seen = seen_device("g1", "S1")
    changes = reconcile([KnownDevice(1, "g1", "S1", seen.facts)], [seen], NOW)
    assert (changes.links, changes.unchanged, changes.matched) == ((), 1, 1)
    assert changes.activity == {1: {NEWEST_DAY: 60_000}}


def test_one_changed_fact_is_a_change() -> None:
    seen = seen_device("g1", "S1")
    stored = seen.facts._replace(status="DISABLED")
    assert links(reconcile([KnownDevice(1, "g1", "S1", stored)], [seen], NOW)) == [(1, "g1")]


def test_activity_of_a_day_still_to_come_is_dropped() -> None:
    days = {NEWEST_DAY: 5, date(2024, 11, 23): 6, date(2031, 1, 1): 7}
    seen = SeenDevice("g1", "S1", GoogleFacts(), days)
    changes = reconcile([KnownDevice(1, None, "S1")], [seen], NOW)
    assert changes.activity == {1: {NEWEST_DAY: 5, date(2024, 11, 23): 6}}


def test_known_devices_that_google_did_not_list_are_left_alone() -> None:
    changes = reconcile([KnownDevice(1, "g1", "S1", GoogleFacts())], [], NOW)
    assert (changes.links, changes.unchanged, changes.matched) == ((), 0, 0)
    assert changes.at == NOW
