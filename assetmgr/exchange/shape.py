"""The columns of a kind of file, and the headers by which they are known."""

from collections.abc import Mapping
from dataclasses import dataclass

from assetmgr.devices.policy.text import plain


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a file, in the order in which export writes them.

    `known` leads from a header, made comparable by `header_key`, to its column.
    """

    columns: tuple[str, ...]
    required: tuple[str, ...]
    known: Mapping[str, str]

    def column_of(self, header: str) -> str | None:
        """The column that a header means, whatever its case, diacritics and punctuation."""
        return self.known.get(header_key(header))


def make_shape(required: tuple[str, ...], aliases: Mapping[str, tuple[str, ...]]) -> Shape:
    """A shape from column -> further accepted headers, in the order of the columns."""
    known = {
        header_key(header): column
        for column, others in aliases.items()
        for header in (column, *others)
    }
    return Shape(tuple(aliases), required, known)


def header_key(header: str) -> str:
    """A header for comparison: 'Sērijas Nr.' and 'serijas_nr' are the same."""
    words = plain(header).replace("_", " ").replace(".", " ").strip(" *:\ufeff").split()
    return " ".join(words)
