"""CSV: UTF-8, UTF-16 with its mark, or Windows-1257; comma, semicolon or tab."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.exchange.parse.header import HEADER_WITHIN, known_names
from assetmgr.exchange.shape import Shape
from assetmgr.i18n.marks import N_
from assetmgr.spreadsheet.quoting import unquoted

_DELIMITERS: Final = (",", ";", "\t")


def read_delimited(content: bytes, shape: Shape) -> list[list[str]]:
    """The lines of a CSV file as cells, blank lines included.

    Raises:
        Refused: the bytes are no text, or the quotation marks do not match; `row` tells where.
    """
    text = _decoded(content)
    delimiter = max(_DELIMITERS, key=lambda one: _score(text, one, shape))
    reader = _reader(text, delimiter)
    lines: list[list[str]] = []
    try:
        for line in reader:
            lines.append([unquoted(cell) if cell[:1] == "'" else cell for cell in line])  # noqa: PERF401 - the count of lines read is needed where it breaks
    except csv.Error as error:
        raise Refused(
            N_("The file breaks off here: a quotation mark is not closed or stands wrong."),
            row=len(lines) + 1,
        ) from error
    return lines


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    is_wide = content.startswith((BOM_UTF16_BE, BOM_UTF16_LE))  # Excel's "Unicode text"
    try:
        return content.decode("utf-16" if is_wide else "cp1257")
    except UnicodeDecodeError as error:
        raise Refused(
            N_("The file is neither a CSV in UTF-8 or Windows-1257 nor an XLSX workbook.")
        ) from error


def _score(text: str, delimiter: str, shape: Shape) -> int:
    """The most names that a line among the first ones has when cut at this delimiter."""
    try:
        head = list(islice(_reader(text, delimiter), HEADER_WITHIN))
    except csv.Error:
        return 0
    return max((known_names(line, shape) for line in head), default=0)


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
