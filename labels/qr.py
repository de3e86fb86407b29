"""Text to QR modules, by the qrcode library with everything repeated taken out of the loop."""

from functools import lru_cache
from typing import Literal, cast

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage
from qrcode.image.pure import PyPNGImage
from qrcode.main import QRCode
from qrcode.util import QRData

QUIET = 4
"""Modules that stay white on each side of the symbol (ISO/IEC 18004, 9.1)."""

MASK = 0
"""Any of the eight masks reads well at label size; weighing them all costs four times the rest."""


def matrix(payload: str) -> list[bytes]:
    """Give the modules of the smallest level-Q symbol, without its quiet zone.

    One `bytes` per row from the top, one byte per module: 1 is dark, 0 is light.

    Raises:
        ValueError: no QR code is large enough.
    """
    data = QRData(payload)
    code = _code(_version(data.mode, len(data)))
    code.add_data(data)
    code.make(fit=False)
    return [bytes(cast("list[bool]", row)) for row in code.modules]


def side(payload: str) -> int:
    """Give the number of modules along one side of that symbol, without its quiet zone.

    Raises:
        ValueError: no QR code is large enough.
    """
    data = QRData(payload)
    return 17 + 4 * _version(data.mode, len(data))


@lru_cache
def _version(mode: Literal[1, 2, 4], length: int) -> int:
    # The bits a text needs depend on its mode and length alone; left to itself the library
    # writes the whole text out twice per code to find its size.
    code = _code(None)
    code.add_data(QRData(b"0" * length, mode=mode))
    try:
        return code.best_fit()
    except ValueError:  # best_fit sets version 41 before it could raise its own error
        raise ValueError(f"{length} characters are too many for one QR code") from None


def _code(version: int | None) -> QRCode[PilImage | PyPNGImage]:
    return QRCode(version, error_correction=ERROR_CORRECT_Q, mask_pattern=MASK)
