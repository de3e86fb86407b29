"""What holds for any register and any sweep."""

from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sync.changes import Changes
from sync.duplicates import newest_of_each
from sync.reconcile import reconcile
from sync.records import KnownDevice, SeenDevice
from tests.sync.devices import seen_device

NOW = datetime(2024, 11, 23, 0, 30, tzinfo=UTC)
IDS = ["g1", "g2", "g3", "g4"]
SERIALS = [None, "", " ", "s1", "S1 ", "s2", "S3", "s3"]


@st.composite
def registers(draw: st.DrawFn) -> list[KnownDevice]:
    told = st.tuples(st.sampled_from([None, *IDS]), st.sampled_from(SERIALS))
    rows = draw(st.lists(told, max_size=6))
    return [KnownDevice(n, google_id, serial) for n, (google_id, serial) in enumerate(rows)]


def sweeps() -> st.SearchStrategy[list[SeenDevice]]:
    device = st.builds(
        seen_device,
        st.sampled_from(IDS),
        st.sampled_from(SERIALS),
        minute=st.integers(0, 2),
        model=st.sampled_from(["a", "b"]),
    )
    return st.lists(device, max_size=8)


def applied(known: list[KnownDevice], changes: Changes) -> list[KnownDevice]:
    links = {link.device_id: link for link in changes.links}
    return [
        device._replace(google_id=link.google_id, facts=link.facts)
        if (link := links.get(device.device_id))
        else device
        for device in known
    ]


@given(registers(), sweeps())
def test_every_seen_device_is_matched_or_unmatched_or_ambiguous(
    known: list[KnownDevice], seen: list[SeenDevice]
) -> None:
    changes = reconcile(known, seen, NOW)
    listed = [d.google_id for d in changes.unmatched]
    listed += [doubt.seen.google_id for doubt in changes.ambiguous]
    listed += [link.google_id for link in changes.links]
    assert len(listed) == len(set(listed))
    assert set(listed) <= {device.google_id for device in seen}
    assert len(listed) + changes.unchanged == len(newest_of_each(seen))


@given(registers(), sweeps(), st.randoms(use_true_random=False))
def test_the_order_of_the_sweep_and_of_the_register_does_not_matter(
    known: list[KnownDevice], seen: list[SeenDevice], random: Random
) -> None:
    expected = reconcile(known, seen, NOW)
    random.shuffle(known)
    random.shuffle(seen)
    assert reconcile(known, seen, NOW) == expected


@given(registers(), sweeps())
def test_reconciling_again_after_applying_changes_nothing(
    known: list[KnownDevice], seen: list[SeenDevice]
) -> None:
    first = reconcile(known, seen, NOW)
    again = reconcile(applied(known, first), seen, NOW)
    assert again.links == ()
    assert again.unchanged == first.matched
    assert (again.unmatched, again.ambiguous) == (first.unmatched, first.ambiguous)
    assert again.activity == first.activity


@given(registers(), sweeps())
def test_no_two_devices_of_the_register_get_the_same_google_id(
    known: list[KnownDevice], seen: list[SeenDevice]
) -> None:
    linked = [link.google_id for link in reconcile(known, seen, NOW).links]
    assert len(linked) == len(set(linked))
