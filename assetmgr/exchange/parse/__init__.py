"""From the bytes of a file to rows of named cells."""

from assetmgr.exchange.parse.table import Row, Table, read_lines, read_table

__all__ = ["Row", "Table", "read_lines", "read_table"]
