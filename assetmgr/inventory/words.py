"""The words of a stocktake in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _

from assetmgr.inventory.codes import (
    Condition,
    Decision,
    Outcome,
    Result,
    StocktakeStatus,
)
from assetmgr.inventory.policy.phones import Standing

OUTCOME_WORDS: Final[Mapping[Outcome, Any]] = {
    Outcome.FOUND: _("Found"),
    Outcome.ELSEWHERE: _("In another room"),
    Outcome.UNLISTED: _("Not expected"),
    Outcome.FOREIGN: _("Another institution's"),
    Outcome.WRITTEN_OFF: _("Out of the count"),
    Outcome.UNKNOWN: _("Unknown code"),
}
RESULT_WORDS: Final[Mapping[Result, Any]] = {
    Result.FOUND: _("Found"),
    Result.ELSEWHERE: _("In another room"),
    Result.MISSING: _("Missing"),
}
DECISION_WORDS: Final[Mapping[Decision, Any]] = {
    Decision.NOTHING: _("Change nothing"),
    Decision.MOVED: _("Move to where it was found"),
    Decision.LOST: _("Note as lost"),
    Decision.STOLEN: _("Note as stolen"),
    Decision.NEEDS_REPAIR: _("Note that it needs repair"),
}
CONDITION_WORDS: Final[Mapping[Condition, Any]] = {
    Condition.GOOD: _("In order"),
    Condition.DAMAGED: _("Looks damaged"),
}
STATUS_WORDS: Final[Mapping[StocktakeStatus, Any]] = {
    StocktakeStatus.OPEN: _("Being counted"),
    StocktakeStatus.CLOSED: _("Closed"),
}
STANDING_WORDS: Final[Mapping[Standing, Any]] = {
    Standing.DONE: _("Has finished"),
    Standing.OVERRIDDEN: _("Not waited for"),
    Standing.SILENT: _("Has sent nothing yet"),
    Standing.COUNTING: _("Is counting"),
    Standing.BEHIND: _("Not all has arrived"),
}
_BY_TYPE: Final[Mapping[type[StrEnum], Mapping[Any, Any]]] = {
    Outcome: OUTCOME_WORDS,
    Result: RESULT_WORDS,
    Decision: DECISION_WORDS,
    Condition: CONDITION_WORDS,
    StocktakeStatus: STATUS_WORDS,
    Standing: STANDING_WORDS,
}


def said(code: StrEnum) -> str:
    """The word for a code of a stocktake."""
    return str(_BY_TYPE[type(code)][code])
