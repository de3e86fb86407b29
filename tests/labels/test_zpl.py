"""ZPL read back by a small reader: what it says, and that it stays on the label."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels import qr
from labels.layout import payload_for
from labels.rolls import ZEBRA_DOTS, ZEBRA_ROLLS, ZebraRoll
from labels.spec import LabelSpec, tag_label
from labels.zpl import escaped, label_zpl, write_zpl

BASE = "https://ierices.liepaja.edu.lv"
LINES = ("Liepājas Raiņa vsk.", "HP Chromebook 11 G9 EE", "213. kabinets")
every_roll = pytest.mark.parametrize("roll", ZEBRA_ROLLS, ids=lambda roll: roll.code)
_FIELD = re.compile(
    r"\^(?P<kind>FO|FT)(?P<x>\d+),(?P<y>\d+)(?P<how>\^[AB][^^]*)\^FH\^FD(?P<data>[^^~]*)\^FS"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: where it begins in dots, how it is set, what it says."""

    kind: str
    x: int
    y: int
    how: str
    text: str


def fields(zpl: str) -> list[Field]:
    """The fields of one label; anything that is no field or heading fails."""
    rest = zpl
    found = []
    for match in _FIELD.finditer(zpl):
        rest = rest.replace(match[0], "", 1)
        text = re.sub(r"_([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), match["data"])
        found.append(Field(match["kind"], int(match["x"]), int(match["y"]), match["how"], text))
    assert re.fullmatch(r"\^XA\^CI28\^LH0,0\s*\^PW\d+\^LL\d+\s*\^XZ\s*", rest), rest
    return found


def spec(tag: str = "K-0412", lines: tuple[str, ...] = LINES) -> LabelSpec:
    return tag_label(BASE, tag, lines)


@every_roll
def test_a_label_says_its_code_its_tag_and_lines_in_utf_8(roll: ZebraRoll) -> None:
    code, tag, *lines = fields(label_zpl(spec(), roll))
    assert code.text == f"QA,{payload_for(spec(), roll.face)}"
    assert code.kind == "FO"
    assert tag.text == "K-0412"
    assert " ".join(LINES).startswith(" ".join(line.text for line in lines).removesuffix("…"))


@every_roll
def test_the_symbol_with_its_quiet_zone_lies_on_the_label(roll: ZebraRoll) -> None:
    code = fields(label_zpl(spec(), roll))[0]
    magnification = int(code.how.rpartition(",")[2])
    side = qr.side(payload_for(spec(), roll.face)) * magnification
    quiet = qr.QUIET * magnification
    assert code.x >= quiet
    assert code.x + side + quiet <= roll.width * ZEBRA_DOTS
    assert code.y >= quiet
    # Printers may put it 10 dots lower; it must not touch the edge even then.
    assert code.y + side + max(10, quiet) <= roll.height * ZEBRA_DOTS + 1


@every_roll
def test_the_address_is_printed_in_modules_of_half_a_millimetre(roll: ZebraRoll) -> None:
    code = fields(label_zpl(spec(), roll))[0]
    assert code.text.startswith("QA,HTTPS://")
    assert int(code.how.rpartition(",")[2]) >= 0.5 * ZEBRA_DOTS


@given(st.sampled_from(ZEBRA_ROLLS), st.text(min_size=1, max_size=20), st.text(max_size=60))
def test_whatever_is_written_stays_field_data_inside_the_label(
    roll: ZebraRoll, tag: str, line: str
) -> None:
    _, *texts = fields(label_zpl(spec(tag, (line,)), roll))
    for text in texts:
        assert 0 <= text.x < roll.width * ZEBRA_DOTS
        assert 0 < text.y < roll.height * ZEBRA_DOTS


@given(st.text())
def test_an_escaped_text_holds_no_command_and_comes_back(text: str) -> None:
    told = escaped(text)
    assert not set("^~") & set(told)
    assert re.sub(r"_([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), told) == text


def test_labels_are_written_one_by_one() -> None:
    out = io.BytesIO()
    sizes: list[int] = []

    def watched() -> Iterator[LabelSpec]:
        for n in range(3):
            sizes.append(out.tell())
            yield spec(f"K-{n}")

    assert write_zpl(watched(), ZEBRA_ROLLS[0], out) == 3
    assert sizes == sorted(set(sizes))
    assert out.getvalue().decode().count("^XA") == 3


def test_no_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="choose at least one device"):
        write_zpl([], ZEBRA_ROLLS[0], io.BytesIO())
