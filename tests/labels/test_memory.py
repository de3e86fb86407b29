"""A file of 20,000 labels takes no more memory than one of 2,000."""

import subprocess
import sys

import pytest

PROGRAM = """
import resource, sys
from labels.pdf import write_sheets
from labels.rolls import ZEBRA_ROLLS
from labels.sheets import sheet_by_code
from labels.spec import tag_label
from labels.zpl import write_zpl

class Nowhere:
    def write(self, data): return len(data)

count, form = int(sys.argv[1]), sys.argv[2]
lines = ("Liepājas Raiņa vsk.", "Acer Chromebook 311")
labels = (tag_label("https://ierices.liepaja.edu.lv", f"K-{n:05}",
                    (*lines, f"S/N {n:08}")) for n in range(count))
if form == "pdf":
    write_sheets(labels, sheet_by_code("L4770"), Nowhere())
else:
    write_zpl(labels, ZEBRA_ROLLS[0], Nowhere())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
SLACK = 6 * 1024
"""KiB: reportlab keeps a reference and an offset for each of the 500 pages."""


def peak(count: int, form: str) -> int:
    """The most memory in KiB that writing so many labels takes, in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(count), form],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(ran.stdout)


@pytest.mark.parametrize("form", ["pdf", "zpl"])
def test_memory_stays_flat_for_20_000_labels(form: str) -> None:
    assert peak(20_000, form) <= peak(2_000, form) + SLACK
