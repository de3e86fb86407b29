"""Cells that a spreadsheet would take for a formula, made harmless and back.

A CSV cell that begins with = + - @, a tab or a carriage return gets a leading apostrophe (OWASP,
'CSV Injection'). A text that begins with apostrophes before such a sign gets one more, so that
taking one off gives every text back exactly.
"""

import re
from typing import Final

_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r]")
_QUOTED: Final = re.compile(r"'+[=+\-@\t\r]")


def quoted(text: str) -> str:
    """The text as it may stand in a CSV cell."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unquoted(cell: str) -> str:
    """The text that `quoted` was given."""
    return cell[1:] if _QUOTED.match(cell) else cell
