"""Labels on L4770 against the qrcode library's bare matrices with a fixed mask."""

from io import BytesIO
from pathlib import Path
from typing import Final

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

from bench.timing import Measured, in_turn
from labels.pdf import write_sheets
from labels.sheets import sheet_by_code
from labels.spec import tag_label

COUNTS: Final = (2_092, 20_000)
"""The reference fleet's Chromebooks, and a large municipality."""
BASE: Final = "https://ierices.liepaja.edu.lv"
LINES: Final = ("Liepājas Raiņa vsk.", "Acer Chromebook 311")


def measure(_folder: Path, runs: int = 3) -> list[Measured]:
    """The whole file against the matrices alone; the long one is timed once."""
    return [_measured(count, runs if count < 10_000 else 1) for count in COUNTS]


def _measured(count: int, runs: int) -> Measured:
    specs = [tag_label(BASE, f"K-{number:05d}", LINES) for number in range(count)]
    sheet = sheet_by_code("L4770")

    def floor() -> None:
        for spec in specs:
            code = QRCode(error_correction=ERROR_CORRECT_Q, mask_pattern=0)
            code.add_data(spec.url)
            code.make()

    ours, bare = in_turn(lambda: write_sheets(specs, sheet, BytesIO()), floor, runs)
    return Measured(f"labels for {count:,} devices", ours, bare, 2, "qrcode's matrices")
