"""2,092 labels on L4770 against the qrcode library's bare matrices with a fixed mask."""

from io import BytesIO
from typing import Final

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

from bench.timing import Measured, in_turn
from labels.pdf import write_sheets
from labels.sheets import sheet_by_code
from labels.spec import LabelSpec, tag_url

COUNT: Final = 2_092
BASE: Final = "https://ierices.liepaja.edu.lv"


def measure(runs: int = 3) -> Measured:
    """The whole file against the matrices alone."""
    tags = [f"K-{number:04d}" for number in range(COUNT)]
    specs = [
        LabelSpec(tag_url(BASE, tag), tag, "Liepājas Raiņa vsk.", "Acer Chromebook 311")
        for tag in tags
    ]
    sheet = sheet_by_code("L4770")

    def floor() -> None:
        for spec in specs:
            code = QRCode(error_correction=ERROR_CORRECT_Q, mask_pattern=0)
            code.add_data(spec.url)
            code.make()

    ours, bare = in_turn(lambda: write_sheets(specs, sheet, BytesIO()), floor, runs)
    return Measured(f"labels for {COUNT:,} devices", ours, bare, 2, "qrcode's matrices")
