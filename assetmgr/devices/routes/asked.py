"""What an address of the device list asks for; what makes no sense in it is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import urlencode

from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.policy.status import GROUPS, StatusGroup
from assetmgr.devices.queries import AgeBand, NamedKind, Order, SortBy, Wanted, sort_key
from assetmgr.devices.queries.keyset import Key, unpacked
from assetmgr.institutions.queries import Named
from assetmgr.web.addresses import key_of
from labels.spec import tag_from_scan

FILTERS: Final = ("q", "institution", "kind", "purpose", "status", "age", "room")
GROUP: Final = "group:"
LONGEST: Final = 200
Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """The wanted devices, their order, and the parameters from which addresses are made."""

    wanted: Wanted
    order: Order
    key: Key
    filters: Mapping[str, str]

    @property
    def narrowed(self) -> bool:
        """Whether any filter but the institution is set."""
        return any(name != "institution" for name in self.filters)

    def query(self, **changes: str) -> str:
        """The parameters of the same list, with some changed; a blank one leaves.

        But for the institution: blank it says 'all', whatever the reader has in view.
        """
        told = {**self.filters, **self._sorted(), **changes}
        kept = {name: text for name, text in told.items() if text or name == "institution"}
        return urlencode(kept)

    def sorted_by(self, by: SortBy) -> str:
        """The parameters of the list sorted by a column: the other way if it is already."""
        other_way = self.order.by is by and not self.order.descending
        return self.query(sort=by.value, dir="desc" if other_way else "")

    def _sorted(self) -> dict[str, str]:
        by = "" if self.order.by is SortBy.TAG else self.order.by.value
        return {"sort": by, "dir": "desc" if self.order.descending else ""}


def asked_for(
    arguments: Mapping[str, str],
    kinds: Iterable[NamedKind],
    institutions: Iterable[Named],
    in_view: Named | None,
) -> Asked:
    """Read the parameters of an address.

    Args:
        arguments: q, kind, purpose, status (a status, or `group:` and a group), age, room; sort,
            dir; after or before, a key of the neighbouring page.
        institutions: those in the reader's scope, in their order.
        in_view: the one whose devices are listed; None: all.
    """
    given = {name: arguments.get(name, "").strip()[:LONGEST] for name in FILTERS}
    wanted = Wanted(
        institution_id=in_view.id if in_view else None,
        kind_id=next((kind.id for kind in kinds if kind.code == given["kind"]), None),
        purpose=_code(Purpose, given["purpose"]),
        statuses=_statuses(given["status"]),
        age=_code(AgeBand, given["age"]),
        room_id=key_of(given["room"]),
        text=tag_from_scan(given["q"]),
    )
    by = _code(SortBy, arguments.get("sort", "")) or SortBy.TAG
    key = sort_key(by, [place.id for place in institutions])
    edge = arguments.get("after") or arguments.get("before") or ""
    cursor = unpacked(edge, key, backward="after" not in arguments) if edge else None
    order = Order(by, arguments.get("dir") == "desc", cursor)
    told = {name: value for name, value in given.items() if value and name != "institution"}
    if "institution" in arguments:
        told["institution"] = in_view.code if in_view else ""
    return Asked(wanted, order, key, told)


def _code(codes: type[Code], text: str) -> Code | None:
    return codes(text) if text in set(codes) else None


def _statuses(text: str) -> frozenset[Status]:
    group = _code(StatusGroup, text.removeprefix(GROUP)) if text.startswith(GROUP) else None
    if group is not None:
        return GROUPS[group]
    status = _code(Status, text)
    return frozenset({status}) if status else frozenset()
