"""Everything stored that one delivery refers to, read in a few statements."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Action, Outcome
from assetmgr.inventory.policy.codes import key_of
from assetmgr.inventory.policy.scans import Name
from assetmgr.inventory.policy.told import Sorted
from assetmgr.inventory.queries.meanings import NOTHING, Meaning, meanings
from assetmgr.inventory.queries.stored import Stored, stored, targets, twins, undone


@dataclass(frozen=True, slots=True)
class Known:
    """What codes mean, and what the phone told before.

    `gone` are scans that were taken back, `targets` the phone's scans that are spoken of, `twins`
    what is stored already under another number or phone, by uuid.
    """

    meanings: Mapping[str, Meaning]
    stored: Mapping[int, Stored]
    targets: Mapping[str, Outcome | None]
    gone: frozenset[Name]
    twins: Mapping[str, Stored]

    def meaning(self, code: str | None) -> Meaning:
        """What a code stands for."""
        return self.meanings.get(key_of(code) or "", NOTHING)


def read_known(
    session: Session,
    stocktake_id: int,
    institution_id: int,
    phone_id: int,
    told: Sorted,
    *,
    seeks_twins: bool = False,
) -> Known:
    """Read what a delivery refers to: one statement where all that was scanned is expected.

    Args:
        seeks_twins: look for twins of what is new as well, which costs a statement.
    """
    before = stored(session, phone_id, told.repeated) if told.repeated else {}
    lost = [one for one in told.taken if one.number in told.repeated - before.keys()]
    doubtful = [*lost, *(told.fresh if seeks_twins else ())]
    same = twins(session, stocktake_id, doubtful) if doubtful else {}
    codes = [one.code for one in told.fresh if one.action is Action.SCAN]
    known = (*before.values(), *same.values())
    codes += [one.code for one in known if one.action is Action.SCAN]
    keys = {key for code in codes if (key := key_of(code))}
    found = meanings(session, stocktake_id, institution_id, sorted(keys))
    earlier = {one.name for meaning in found.values() for one in meaning.earlier}
    aims = {one.target for one in told.fresh if one.action is not Action.SCAN and one.target}
    return Known(
        found,
        before,
        targets(session, phone_id, aims) if aims else {},
        frozenset(undone(session, stocktake_id, earlier)) if earlier else frozenset(),
        same,
    )
