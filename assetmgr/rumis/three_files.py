"""What differs as three files beside each other."""

from pathlib import Path

from assetmgr.commands.whole_file import whole_file
from assetmgr.rumis.files import write_differences, write_ours, write_to_rumis
from assetmgr.rumis.policy.comparing import Comparison


def write_three(output: Path, found: Comparison) -> tuple[Path, Path, Path]:
    """Write `DIFF.xlsx` (all), `DIFF-to-rumis.xlsx`, `DIFF-to-us.xlsx`; their paths.

    Raises:
        Refused: one of them cannot be written.
    """
    to_rumis = output.with_name(f"{output.stem}-to-rumis{output.suffix}")
    to_us = output.with_name(f"{output.stem}-to-us{output.suffix}")
    with whole_file(output) as stream:
        write_differences(stream, found)
    with whole_file(to_rumis) as stream:
        write_to_rumis(stream, found)
    with whole_file(to_us) as stream:
        write_ours(stream, found)
    return output, to_rumis, to_us
