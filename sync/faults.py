"""Why a sweep could not be read, in words for the administrator who has to mend it.

Each fault has a fixed `sentence` (and `check`: what to look at), so that the application can
translate both; `detail` is what Google or the network said, word for word.
"""


class SyncFault(Exception):  # noqa: N818 - people read of faults, not of errors
    """A sweep failed: nothing of it may be applied."""

    def __init__(self, sentence: str, *, check: str = "", detail: str = "") -> None:
        self.sentence = sentence
        self.check = check
        self.detail = detail
        said = f"({detail})" if detail else ""
        super().__init__(" ".join(part for part in (sentence, check, said) if part))


class ConfigurationFault(SyncFault):
    """Google refuses us as we are set up; trying again will not help."""


class SourceFault(SyncFault):
    """Google could not be read although we tried again; the next run may succeed."""


class ShortSweep(SyncFault):
    """Google listed far fewer devices than before (DOMAIN, rule 8).

    `seen` and `expected` are numbers of devices.
    """

    def __init__(self, seen: int, expected: int) -> None:
        self.seen = seen
        self.expected = expected
        super().__init__(
            "Google listed far fewer devices than last time, so nothing was changed.",
            check="Run the sync again later; if many devices really left, confirm the new count.",
            detail=f"{seen} of {expected}",
        )
