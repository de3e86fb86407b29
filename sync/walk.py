"""From the first page to the last, past what Google's list is known to stumble over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sync.faults import SourceFault
from sync.parse import ListJson
from sync.refusals import RefusedError, configuration_fault
from sync.retry import Patience

SMALLER_PAGE = 200
TOKEN_WAITS = (5.0, 10.0)
"""Seconds before a refused page token is tried again."""
MOST_RESTARTS = 3

Fetch = Callable[[str, int], ListJson]
"""Asks for the page of a token ('' is the first) of so many devices.

Raises PassingError or RefusedError.
"""


class _TokenLostError(Exception):
    """The token stays refused: only a new sweep helps."""


@dataclass(slots=True)
class Walk:
    """One sweep over `fetch`: iterate it once for the answers; `restarts` counts on meanwhile."""

    fetch: Fetch
    patience: Patience
    page_size: int
    restarts: int = 0

    def answers(self) -> Iterator[ListJson]:
        """Yield page after page; after a lost token the sweep starts again from its first page.

        Raises ConfigurationFault, or SourceFault after the third restart.
        """
        token = ""
        while True:
            try:
                answer = self._answer(token)
            except _TokenLostError as lost:
                self._count_restart(lost)
                token = ""
                continue
            yield answer
            token = answer.get("nextPageToken", "")
            if not token:
                return

    def _count_restart(self, lost: _TokenLostError) -> None:
        if self.restarts == MOST_RESTARTS:
            raise SourceFault("Google loses its place in the list.", detail=str(lost)) from lost
        self.restarts += 1

    def _answer(self, token: str) -> ListJson:
        waits = iter(TOKEN_WAITS)
        while True:
            try:
                return self.patience.ask(lambda: self.fetch(token, self.page_size))
            except RefusedError as refused:
                self._mend(refused, token, waits)

    def _mend(self, refused: RefusedError, token: str, waits: Iterator[float]) -> None:
        """Prepare the next try, or raise what the refusal means."""
        if self._page_size_may_be_why(refused, token):
            self.page_size = SMALLER_PAGE
        elif token and refused.refusal.refuses_page_token:
            seconds = next(waits, None)
            if seconds is None:
                raise _TokenLostError(str(refused)) from refused
            self.patience.pause("Google refuses its own page token", seconds)
        else:
            raise configuration_fault(refused.refusal) from refused

    def _page_size_may_be_why(self, refused: RefusedError, token: str) -> bool:
        """A first page refused with 400 is worth a smaller try: the wording is not documented."""
        refusal = refused.refusal
        first = not token and refusal.is_bad_request
        return self.page_size > SMALLER_PAGE and (first or refusal.refuses_page_size)
