"""The return slip says what came back."""

from dataclasses import replace

import pytest

from assetmgr.loans.act.accessories import Accessory
from assetmgr.loans.act.encoding import contents_sha256
from assetmgr.loans.act.return_slip import write_return_slip
from assetmgr.loans.act.returned import AccessoryBack, ReturnContents
from assetmgr.loans.codes import ReturnState
from tests.loans.act.reading import drawing_sha256, sheets, written
from tests.loans.act.samples import RETURN
from tests.loans.act.test_layout_one import LONG, assert_tidy

SEEN = "b1ca33de63443f45fd193bc444eaa50589424d2690a20f9a9204b65c827474f2"


def text_of(contents: ReturnContents) -> str:
    (page,) = sheets(lambda out: write_return_slip(out, contents))
    return page.text


@pytest.mark.parametrize(
    "said",
    [
        "Liepājas Raiņa 6. vidusskola",
        "ATGRIEŠANAS LAPA",
        "Pieņemšanas–nodošanas akts Nr. A-RAI-123",
        "Sērijas numurs 5CD1234ĀŽ7",
        "Atgriešanas datums 10.06.2027.",
        "Stāvoklis bojāts",
        "lādētājs – 1 no 1; kabelis – 1 no 2 (trūkst 1)",
        "Bojājumi ieplaisājis ekrāns",
        "Piezīmes atdeva pirms termiņa",
        "Žanete Šķēle",
        "Anna Ozola, bibliotekāre",
        "Atgriešanas lapa, akts A-RAI-123 1. lapa no 1",
    ],
)
def test_every_field_is_on_the_slip(said: str) -> None:
    assert said in text_of(RETURN)


def test_a_slip_without_faults_has_no_empty_headings() -> None:
    fine = replace(
        RETURN, state=ReturnState.WORKING, accessories=(), note=None, damage=None, handed_in_by=None
    )
    text = text_of(fine)
    assert "darba kārtībā" in text
    assert "nav bijuši izsniegti" in text
    assert "Bojājumi" not in text
    assert "Piezīmes" not in text


def test_a_slip_has_its_hash_and_the_same_bytes_always() -> None:
    assert contents_sha256(RETURN) in text_of(RETURN).replace(" ", "")
    assert written(lambda out: write_return_slip(out, RETURN)) == written(
        lambda out: write_return_slip(out, RETURN)
    )


def test_the_drawing_of_a_slip_never_changes() -> None:
    # As that of an act: see test_the_drawing_of_an_issued_act_never_changes.
    assert drawing_sha256(sheets(lambda out: write_return_slip(out, RETURN))) == SEEN


def test_a_slip_of_long_texts_is_tidy() -> None:
    contents = replace(
        RETURN,
        institution=LONG,
        note=LONG * 3,
        damage=LONG * 3,
        handed_in_by=LONG,
        received_by=replace(RETURN.received_by, name=LONG, position=LONG),
        accessories=tuple(AccessoryBack(code=code, given=2, back=1) for code in Accessory),
    )
    pages = sheets(lambda out: write_return_slip(out, contents))
    assert len(pages) == 1
    assert_tidy(pages)


def test_no_more_comes_back_than_was_given() -> None:
    for given, back in ((1, 2), (1, -1)):
        with pytest.raises(ValueError, match="cannot come back"):
            AccessoryBack(code=Accessory.BAG, given=given, back=back)
