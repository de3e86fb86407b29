"""Pages fill up from above, and no line of a paragraph stands alone."""

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.marks import Rule


@given(st.integers(0, 60), st.floats(0, 100))
def test_a_paragraph_is_dealt_out_whole_with_two_lines_together(count: int, used: float) -> None:
    flow = Flow(top=100, later_top=90, bottom=0)
    flow.y -= used
    told = [str(number) for number in range(count)]
    dealt: list[str] = []
    for portion in flow.portions(told, 10):
        assert len(portion) >= min(2, count)
        flow.y -= len(portion) * 10
        assert flow.y >= -0.001
        dealt += portion
    assert dealt == told


def test_what_has_no_room_begins_the_next_page_and_what_has_stays() -> None:
    flow = Flow(top=100, later_top=90, bottom=0)
    flow.y -= 50
    flow.need(50)
    assert len(flow.pages) == 1
    flow.need(51)
    assert (len(flow.pages), flow.y) == (2, 90)
    mark = Rule(0, 0, 1)
    flow.put(mark)
    assert flow.pages == [[], [mark]]


def test_what_is_higher_than_a_page_does_not_turn_an_empty_one() -> None:
    flow = Flow(top=100, later_top=90, bottom=0)
    flow.y -= 50
    flow.need(500)
    flow.need(500)
    assert len(flow.pages) == 2
