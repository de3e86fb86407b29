"""Acts as files: the same bytes always, many in one."""

import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest
from time_machine import travel

from assetmgr.loans.act.document import write_act, write_acts
from assetmgr.loans.act.signature import strokes_from
from tests.loans.act.reading import sheets, written
from tests.loans.act.samples import ACT, SIGNATURE

PROGRAM = """
import sys, hashlib, io
from tests.loans.act.samples import ACT, SIGNATURE
from assetmgr.loans.act.document import write_act
out = io.BytesIO()
write_act(out, ACT, SIGNATURE)
print(hashlib.sha256(out.getvalue()).hexdigest())
"""


def in_a_process(**environ: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=True
    )
    return ran.stdout


def test_the_same_act_is_the_same_bytes_in_any_process() -> None:
    one = in_a_process(PYTHONHASHSEED="1", TZ="Europe/Riga")
    assert one == in_a_process(PYTHONHASHSEED="2", TZ="Pacific/Auckland")


def test_the_same_act_is_the_same_bytes_on_any_day() -> None:
    with travel("2026-11-22"):
        original = written(lambda out: write_act(out, ACT, SIGNATURE))
    with travel("2028-02-29 23:59"):
        assert written(lambda out: write_act(out, ACT, SIGNATURE)) == original


def test_acts_before_it_do_not_change_an_act() -> None:
    other = replace(ACT, institution="Ņņ Żż Ольга")
    alone = sheets(lambda out: write_act(out, ACT))
    after = sheets(lambda out: write_acts(out, [other, ACT]))
    assert after[1].lines == alone[0].lines
    assert after[1].paths == alone[0].paths


def test_acts_are_one_file_and_each_counts_its_own_pages() -> None:
    long = replace(ACT.terms, text="1. Lieto saudzīgi.\n" * 60)
    acts = [replace(ACT, number="A-RAI-1"), replace(ACT, number="A-RAI-2", terms=long), ACT]
    pages = sheets(lambda out: write_acts(out, iter(acts)))
    assert len(pages) == 4
    assert written(lambda out: write_acts(out, acts)).startswith(b"%PDF-")
    for page, said in zip(
        pages,
        ("A-RAI-1 1. lapa no 1", "A-RAI-2 1. lapa no 2", "A-RAI-2, 2. lapa no 2", "1. lapa no 1"),
        strict=True,
    ):
        assert said in page.text
    assert "Nr. A-RAI-123" in pages[3].text


def test_the_number_of_pages_is_told() -> None:
    class Nowhere:
        def write(self, data: bytes) -> int:
            return len(data)

    assert write_acts(Nowhere(), [ACT] * 3) == 3  # type: ignore[arg-type] # writes and no more


def test_no_acts_and_an_unknown_layout_are_refused_before_anything_is_written() -> None:
    out: list[bytes] = []
    for wrong, said in (([], "no acts"), ([replace(ACT, layout=9)], "no layout 9")):
        with pytest.raises(ValueError, match=said):
            write_acts(out, wrong)  # type: ignore[arg-type] # is not reached
    with pytest.raises(ValueError, match="no layout 9"):
        write_act(out, replace(ACT, layout=9))  # type: ignore[arg-type]
    assert out == []


def test_the_file_says_what_it_is_and_names_no_person() -> None:
    document = pypdfium2.PdfDocument(written(lambda out: write_act(out, ACT)))
    told = document.get_metadata_dict()
    assert told["Title"] == "Akts A-RAI-123"
    assert told["Author"] == "Liepājas Raiņa 6. vidusskola"
    assert "Šķēle" not in str(told)
    document.close()


def test_strokes_come_from_json() -> None:
    told = [[[0.0, 0.5], [1.0, 1.0]], [[0.25, 0.75]]]
    strokes = strokes_from(told)
    assert strokes == (((0.0, 0.5), (1.0, 1.0)), ((0.25, 0.75),))
    assert strokes_from(None) == ()
    with pytest.raises(ValueError, match="unpack"):
        strokes_from([[[0.1, 0.2, 0.3]]])


@pytest.mark.parametrize("point", [(-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5)])
def test_a_point_beside_the_pad_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        replace(SIGNATURE, strokes=((point,),))


def test_a_signature_knows_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        replace(SIGNATURE, signed_at=SIGNATURE.signed_at.replace(tzinfo=None))
