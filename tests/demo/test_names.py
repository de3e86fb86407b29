"""Names are given once."""

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.demo.names import Namer, kinds, serial_number


@given(st.sets(st.integers(1, 900_000), min_size=2, max_size=50), st.integers(7, 10))
def test_different_numbers_give_different_serials(numbers: set[int], length: int) -> None:
    assert len({serial_number("Acer", n, length) for n in numbers}) == len(numbers)


def test_tags_begin_with_their_kind_and_count_up() -> None:
    namer = Namer()
    tags = [namer.name(kind, "Acer").tag for kind in ("chromebook", "tablet", "chromebook")]
    assert tags == ["K-0001", "T-0001", "K-0002"]


def test_no_two_kinds_share_a_tag_prefix_or_an_account() -> None:
    given_out = list(kinds().values())
    assert len({kind.prefix for kind in given_out}) == len(given_out)
    assert len({kind.account for kind in given_out}) == len(given_out)
