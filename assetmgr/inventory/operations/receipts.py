"""The receipt for each entry that a phone told."""

from dataclasses import dataclass, replace
from enum import StrEnum

from assetmgr.inventory.codes import Action, Outcome, StocktakeStatus
from assetmgr.inventory.operations.holding import HeldPhone
from assetmgr.inventory.policy.codes import thing
from assetmgr.inventory.policy.scans import Name
from assetmgr.inventory.policy.told import Told
from assetmgr.inventory.queries.known import Known
from assetmgr.inventory.queries.meanings import Shown
from assetmgr.inventory.queries.stored import Stored


class State(StrEnum):
    """What became of an entry."""

    STORED = "stored"
    REPEATED = "repeated"
    """It was stored before, and is not stored twice."""
    LATE = "late"
    """It is stored, but came after the closing."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is told of one entry; `outcome` is None for an undo or a remark of no known scan."""

    number: int
    uuid: str
    state: State
    outcome: Outcome | None
    again: bool
    device: Shown | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """The answer to a delivery; `received` is the last number of the unbroken sequence."""

    received: int
    status: StocktakeStatus
    receipts: tuple[Receipt, ...]
    has_gap: bool


class Receipts:
    """Makes receipts in the order of a delivery, minding what the delivery itself told before."""

    def __init__(self, phone: HeldPhone, known: Known) -> None:
        self._phone = phone
        self._known = known
        self._new: dict[int, Receipt] = {}
        self._given: set[int] = set()
        self._targets = dict(known.targets)
        self._gone = set(known.gone)
        self._scans: dict[int | str, list[Name]] = {}

    def for_new(self, one: Told) -> Receipt:
        """The receipt for an entry that is stored now."""
        state = State.LATE if self._phone.is_late else State.STORED
        if one.action is Action.SCAN:
            receipt = self._scanned(one, state)
            self._targets[one.uuid] = receipt.outcome
        else:
            outcome = self._targets.get(one.target or "")
            receipt = Receipt(one.number, one.uuid, state, outcome, False, None, None)
        if one.action is Action.UNDO:
            self._gone.add((self._phone.id, one.target or ""))
        self._new[one.number] = receipt
        return receipt

    def for_twin(self, one: Told) -> None:
        """Note an entry that continues the numbers, but is stored already."""
        twin = self._known.twins[one.uuid]
        self._new[one.number] = replace(self._repeated(twin), number=one.number)
        if one.action is Action.SCAN:
            self._targets[one.uuid] = twin.outcome

    def of(self, one: Told) -> Receipt:
        """The receipt for an entry of the delivery; of devices it tells who may read them alone."""
        receipt = self._of(one)
        return receipt if self._phone.may_read else replace(receipt, device=None, owner=None)

    def _of(self, one: Told) -> Receipt:
        new = self._new.get(one.number)
        if new is None:
            was = self._known.stored.get(one.number) or self._known.twins[one.uuid]
            return replace(self._repeated(was), number=one.number)
        if one.number in self._given:
            return replace(new, state=State.REPEATED)
        self._given.add(one.number)
        return new

    def _scanned(self, one: Told, state: State) -> Receipt:
        meaning = self._known.meaning(one.code)
        again = False
        if (what := thing(meaning.device_id, one.code)) is not None:
            before = [earlier.name for earlier in meaning.earlier]
            new = self._scans.setdefault(what, [])
            again = any(name not in self._gone for name in (*before, *new))
            new.append((self._phone.id, one.uuid))
        outcome = meaning.outcome(one.room_id if one.room_id in self._phone.rooms else None)
        return Receipt(one.number, one.uuid, state, outcome, again, meaning.shown, meaning.owner)

    def _repeated(self, was: Stored) -> Receipt:
        meaning = self._known.meaning(was.code if was.action is Action.SCAN else None)
        is_same = was.device_id == meaning.device_id
        stands = (self._phone.id, was.uuid) not in self._known.gone
        again = (
            is_same
            and stands
            and any(
                earlier.id < was.id and earlier.name not in self._known.gone
                for earlier in meaning.earlier
            )
        )
        return Receipt(
            was.number,
            was.uuid,
            State.LATE if was.is_late else State.REPEATED,
            was.outcome,
            again,
            meaning.shown if is_same else None,
            was.owner,
        )
