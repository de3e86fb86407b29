"""Labels for Brother QL printers, in their raster language, by the library brother_ql."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import BinaryIO

from labels.raster import label_image
from labels.rolls import BROTHER_DOTS, BrotherRoll
from labels.spec import LabelSpec

USUAL_PRINTER = "QL-800"
MISSING = "labels for Brother QL need an extra: pip install 'assetmgr[brother]'"


class NoDriverError(RuntimeError):
    """The library that speaks to Brother's printers is not installed."""


def is_installed() -> bool:
    """Whether Brother's labels can be written here."""
    return find_spec("brother_ql") is not None


def write_brother(
    labels: Iterable[LabelSpec], roll: BrotherRoll, out: BinaryIO, *, printer: str = USUAL_PRINTER
) -> int:
    """Write one print job for each label, as it comes, cut after it; the number of labels.

    The file goes to the printer as it is (its port 9100, or /dev/usb/lp0).

    Raises:
        NoDriverError: the library is not installed.
        ValueError: there is no label, no such printer, or a label's text is too long.
    """
    if not is_installed():
        raise NoDriverError(MISSING)
    from brother_ql import BrotherQLUnknownModel
    from brother_ql.conversion import convert
    from brother_ql.raster import BrotherQLRaster

    count = 0
    for spec in labels:
        try:
            job = BrotherQLRaster(printer)
        except BrotherQLUnknownModel:
            raise ValueError(f"brother_ql knows no printer {printer!r}") from None
        image = label_image(spec, roll.face, BROTHER_DOTS)
        out.write(convert(job, [image], roll.driver_name, cut=True))
        count += 1
    if not count:
        raise ValueError("there are no labels to print: choose at least one device")
    return count
