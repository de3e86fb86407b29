"""ZPL read back by a small reader: what it says, and that it stays on the label."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from labels import qr
from labels.graphic import graphic
from labels.layout import layout_for, payload_for
from labels.raster import text_image
from labels.rolls import ZEBRA_DOTS, ZEBRA_ROLLS, ZebraRoll
from labels.spec import LabelSpec, tag_label
from labels.typeset import lines_of
from labels.zpl import escaped, label_zpl, write_zpl

BASE = "https://ierices.liepaja.edu.lv"
LINES = ("Liepājas Raiņa vsk.", "HP Chromebook 11 G9 EE", "213. kabinets")
every_roll = pytest.mark.parametrize("roll", ZEBRA_ROLLS, ids=lambda roll: roll.code)
_CODE = re.compile(r"\^FO(?P<x>\d+),(?P<y>\d+)\^BQN,2,(?P<dots>\d+)\^FH\^FD(?P<data>[^^~]*)\^FS")
_GRAPHIC = re.compile(
    r"\^FO(?P<x>\d+),(?P<y>\d+)\^GFA,(?P<sent>\d+),(?P<size>\d+),(?P<wide>\d+),"
    r"(?P<data>[0-9A-F,]*)\^FS"
)


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: where it begins and how large a module is, in dots, and what it says."""

    x: int
    y: int
    dots: int
    text: str


def parts(zpl: str, roll: ZebraRoll) -> tuple[Code, Image.Image]:
    """The code of one label, and its picture; anything else but a heading fails."""
    (code,) = _CODE.finditer(zpl)
    image = Image.new("1", (int(roll.width * ZEBRA_DOTS), int(roll.height * ZEBRA_DOTS)))
    rest = zpl.replace(code[0], "", 1)
    for found in _GRAPHIC.finditer(rest):
        drawn = picture(found)
        inked = drawn.getbbox()
        assert inked is not None
        assert int(found["x"]) + inked[2] <= image.width
        assert int(found["y"]) + drawn.height <= image.height
        image.paste(drawn, (int(found["x"]), int(found["y"])))
        rest = rest.replace(found[0], "", 1)
    assert re.fullmatch(r"\^XA\^CI28\^LH0,0\s*\^PW\d+\^LL\d+\s*\^XZ\s*", rest), rest
    text = re.sub(r"_([0-9A-F]{2})", lambda told: chr(int(told[1], 16)), code["data"])
    return Code(int(code["x"]), int(code["y"]), int(code["dots"]), text), image


def picture(field: re.Match[str]) -> Image.Image:
    """The picture of a ^GFA field, as the guide says that a printer reads it."""
    wide, rows, row = 2 * int(field["wide"]), [], ""
    for sign in field["data"]:
        assert sign != "," or len(row) % 2 == 0  # a comma ends a byte
        row = row.ljust(wide, "0") if sign == "," else row + sign
        if len(row) == wide:
            rows.append(row)
            row = ""
    assert not row
    data = bytes.fromhex("".join(rows))
    assert len(data) == int(field["size"]) == int(field["sent"])
    return Image.frombytes("1", (4 * wide, len(rows)), data)


def spec(tag: str = "K-0412", lines: tuple[str, ...] = LINES) -> LabelSpec:
    return tag_label(BASE, tag, lines)


@every_roll
def test_a_label_says_its_code_in_utf_8_and_draws_its_tag_and_lines(roll: ZebraRoll) -> None:
    code, drawn = parts(label_zpl(spec(), roll), roll)
    assert code.text == f"QA,{payload_for(spec(), roll.face)}"
    lines = lines_of(spec(), layout_for(qr.side(payload_for(spec(), roll.face)), roll.face))
    assert lines[0].text == "K-0412"
    assert drawn.tobytes() == text_image(lines, roll.face, ZEBRA_DOTS).tobytes()


def test_a_latvian_letter_is_drawn_with_its_mark() -> None:
    roll, drawn = ZEBRA_ROLLS[0], set()
    letters = "aācčeēgģiīkķlļnņsšuūzžAĀCČEĒGĢIĪKĶLĻNŅSŠUŪZŽ"
    for letter in letters:
        image = parts(label_zpl(spec(letter * 3, ()), roll), roll)[1]
        drawn.add(image.tobytes())
    assert len(drawn) == len(letters)


@given(st.integers(1, 900), st.integers(1, 12), st.randoms(use_true_random=False))
def test_a_picture_comes_back_dot_by_dot(width: int, height: int, random: Random) -> None:
    rows = [random.choice([0, 0, 2**width - 1, random.getrandbits(width)]) for _ in range(height)]
    image = Image.new("1", (width, height))
    image.putdata([255 * (row >> place & 1) for row in rows for place in range(width)])
    field = _GRAPHIC.fullmatch(told) if (told := graphic(image)) else None
    again = Image.new("1", (width, height))
    if field:
        again.paste(picture(field), (int(field["x"]), int(field["y"])))
    assert again.tobytes() == image.tobytes()


@every_roll
def test_the_symbol_with_its_quiet_zone_lies_on_the_label(roll: ZebraRoll) -> None:
    code, _ = parts(label_zpl(spec(), roll), roll)
    side = qr.side(payload_for(spec(), roll.face)) * code.dots
    quiet = qr.QUIET * code.dots
    assert code.x >= quiet
    assert code.x + side + quiet <= roll.width * ZEBRA_DOTS
    assert code.y >= quiet
    # Printers may put it 10 dots lower; it must not touch the edge even then.
    assert code.y + side + max(10, quiet) <= roll.height * ZEBRA_DOTS + 1


@every_roll
def test_the_address_is_printed_in_modules_of_half_a_millimetre(roll: ZebraRoll) -> None:
    code, _ = parts(label_zpl(spec(), roll), roll)
    assert code.text.startswith("QA,HTTPS://")
    assert code.dots >= 0.5 * ZEBRA_DOTS


@given(st.sampled_from(ZEBRA_ROLLS), st.text(min_size=1, max_size=20), st.text(max_size=60))
def test_whatever_is_written_stays_on_the_label_beside_its_code(
    roll: ZebraRoll, tag: str, line: str
) -> None:
    code, drawn = parts(label_zpl(spec(tag, (line,)), roll), roll)
    side = qr.side(payload_for(spec(tag, (line,)), roll.face)) * code.dots
    symbol = (code.x, code.y, code.x + side, code.y + side)
    assert drawn.crop(symbol).getbbox() is None


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
