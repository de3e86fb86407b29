"""XLSX: the first sheet as text."""

import datetime
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import IO, Any, Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from assetmgr.db.errors import Refused
from assetmgr.exchange.shape import Shape
from assetmgr.i18n.marks import N_

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"

MOST_BYTES: Final = 512 * 1024 * 1024
"""What a workbook may unpack to; one with 50,000 devices takes some 60 MB."""

MOST_CELLS: Final = 30_000_000
"""What a sheet may span: every place up to its last row and column takes memory, filled or not."""

PIECE: Final = 1024 * 1024
"""Bytes of a part that are looked at together; no tag of a real workbook is as long."""

_MAIN: Final = "xl/workbook.xml"
_ROW: Final = re.compile(rb"""\br\s*=\s*["'][A-Z]*(\d+)""")
_FAR_COLUMN: Final = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,})\d""")
_A_TO_Z: Final = 26


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are those of a workbook, not of a text."""
    return content.startswith((_ZIP, _OLD_OFFICE))


def read_workbook(content: bytes, shape: Shape) -> list[list[str]]:
    """The lines of the first sheet as cells, blank lines included; `shape` is not needed.

    Raises:
        Refused: it is no XLSX, it is broken or locked, or it unpacks to too much.
    """
    try:
        _check_size(content)
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        lines = sheet.to_python(skip_empty_area=False)
    except PasswordError as error:
        raise Refused(N_("The workbook is locked by a password. Save it without one.")) from error
    except (CalamineError, BadZipFile) as error:
        raise Refused(N_("The workbook cannot be read. Save it anew as .xlsx.")) from error
    return [[_text(value) for value in line] for line in lines]


def _check_size(content: bytes) -> None:
    """Look at every part, for a workbook may keep its sheet under any name."""
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if _MAIN not in archive.namelist():
            raise BadZipFile("an archive, but no XLSX")
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise _too_large()
        for part in parts:
            with archive.open(part) as stream:
                if _span(stream) > MOST_CELLS:
                    raise _too_large()


def _span(stream: IO[bytes]) -> int:
    """How many places lie up to the last row and column that a part of the archive names."""
    rows, columns = 0, _A_TO_Z
    for piece in _pieces(stream):
        rows = max(chain([rows], (int(row[1][:8]) for row in _ROW.finditer(piece))))
        columns = max(chain([columns], (_column(far[1]) for far in _FAR_COLUMN.finditer(piece))))
    return rows * columns


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """A part in pieces that end before a tag begins.

    Raises:
        Refused: a tag is longer than a piece.
    """
    rest = b""
    while read := stream.read(PIECE):
        whole = rest + read
        cut = max(0, whole.rfind(b"<"))
        yield whole[:cut]
        rest = whole[cut:]
        if len(rest) > PIECE:
            raise _too_large()
    yield rest


def _too_large() -> Refused:
    return Refused(N_("The workbook unpacks to more than can be read. Split it."))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:8]:
        number = number * _A_TO_Z + letter - ord("A") + 1
    return number


def _text(value: Any) -> str:
    """A cell as text: whole numbers without '.0', dates as ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        return value.date().isoformat()
    return str(value)
