"""Pages that are filled from above; what has no room begins the next one."""

from collections.abc import Iterator, Sequence
from typing import Final

from assetmgr.loans.act.marks import Mark

FEWEST: Final = 2
"""Lines of a paragraph that stand together on either side of a page's end."""


class Flow:
    """A place on the last of some pages; `y` is where the next thing begins, in points."""

    def __init__(self, *, top: float, later_top: float, bottom: float) -> None:
        """The first page is free from `top` down to `bottom`, the others from `later_top`."""
        self._later_top, self._bottom = later_top, bottom
        self.pages: list[list[Mark]] = [[]]
        self.y = top

    def put(self, *marks: Mark) -> None:
        """Draw on the page."""
        self.pages[-1].extend(marks)

    def need(self, height: float) -> None:
        """See to it that what comes next, so high, stands on one page."""
        if self.y - height < self._bottom and self.y < self._later_top:
            self._turn()

    def portions(
        self, lines: Sequence[str], leading: float, around: float = 0
    ) -> Iterator[Sequence[str]]:
        """Deal lines out to pages; the caller draws each portion and takes `y` down.

        `around` is what a portion needs beside its lines, in points.
        """
        while lines:
            count = self._count(len(lines), int((self.y - self._bottom - around) / leading))
            if count:
                yield lines[:count]
            else:
                self._turn()
            lines = lines[count:]

    def _turn(self) -> None:
        self.pages.append([])
        self.y = self._later_top

    @staticmethod
    def _count(lines: int, room: int) -> int:
        """How many lines go onto this page: all, or some of them with no line left alone."""
        if lines <= room:
            return lines
        count = min(room, lines - FEWEST)
        return count if count >= FEWEST else 0
