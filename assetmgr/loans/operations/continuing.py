"""An act that takes over from another one: a swap, a correction."""

from dataclasses import dataclass

from assetmgr.agreements.models import Terms
from assetmgr.loans.act.contents import ActContents


@dataclass(frozen=True, slots=True)
class Continues:
    """The act that a new one supersedes, with its number as people write it.

    The loan goes on: on the `terms` it began on, until the day that is wished (none: open-ended),
    by the agreement it began with, as it stands in the `contents`. `replaces_id`: see `Act`.
    """

    act_id: int
    number: str
    terms: Terms
    contents: ActContents
    replaces_id: int | None = None
