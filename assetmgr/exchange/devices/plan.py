"""What a device file would do to the register as it stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.policy.text import comparable
from assetmgr.exchange.cells import line
from assetmgr.exchange.devices.checks import (
    ensure_changes_fit,
    ensure_numbers_unique,
    ensure_tags_free,
    released,
)
from assetmgr.exchange.devices.current import Current, devices_by_key
from assetmgr.exchange.devices.deeds import Creation, DevicePlan, Update
from assetmgr.exchange.devices.draft import Draft
from assetmgr.exchange.devices.known import Known, read_known
from assetmgr.exchange.devices.reading import read_draft
from assetmgr.exchange.devices.shown import shown_change
from assetmgr.exchange.faults import Fault, fault_of, in_order
from assetmgr.exchange.parse import Row, Table
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.report import Report
from assetmgr.i18n.marks import N_


def plan_devices(
    session: Session, table: Table, *, today: date, progress: Progress | None = None
) -> DevicePlan:
    """Compare a file with the register; nothing is written.

    Every wrong row stands in the report, with its column and the reason (DESIGN.md, 'Device file
    columns'; DOMAIN.md, rules 1, 3 and 10).
    """
    known = read_known(session)
    faults = list(table.faults)
    tagged = _tagged(table.rows, faults)
    current = devices_by_key(session, list(tagged))
    drafts = _drafts(tagged, current, known, progress)
    ensure_tags_free(session, {key: draft for key, draft in drafts.items() if not draft.current})
    ensure_numbers_unique(session, list(drafts.values()))
    ensure_changes_fit(session, [one for one in drafts.values() if one.current], today)
    faults += [fault for draft in drafts.values() for fault in draft.faults]
    return _plan(list(drafts.values()), known, len(table.rows), in_order(faults))


def _tagged(rows: Sequence[Row], faults: list[Fault]) -> dict[str, tuple[str, Row]]:
    """The rows by tag without case; rows without a tag, and a tag's second row, are faults."""
    found: dict[str, tuple[str, Row]] = {}
    for row in rows:
        try:
            key, tag = _tag(row, found)
        except Refused as refused:
            faults.append(fault_of(row.number, refused, "asset_tag"))
        else:
            found[key] = (tag, row)
    return found


def _tag(row: Row, found: Mapping[str, tuple[str, Row]]) -> tuple[str, str]:
    """The tag for comparison and as written."""
    tag = line(row.cells.get("asset_tag", ""), limit=100)
    key = comparable(tag)
    if key is None:
        raise Refused(N_("Every row needs this."))
    if key in found:
        raise Refused(N_("Row %(row)s has the same asset tag."), row=found[key][1].number)
    return key, tag


def _drafts(
    tagged: Mapping[str, tuple[str, Row]],
    current: Mapping[str, Current],
    known: Known,
    progress: Progress | None,
) -> dict[str, Draft]:
    drafts: dict[str, Draft] = {}
    for done, (key, (tag, row)) in enumerate(tagged.items(), start=1):
        drafts[key] = read_draft(row, tag, current.get(key), known)
        if progress and done % 500 == 0:
            progress(done, len(tagged))
    return drafts


def _plan(
    drafts: Sequence[Draft], known: Known, rows: int, faults: tuple[Fault, ...]
) -> DevicePlan:
    good = [] if faults else drafts
    changed = [draft for draft in good if draft.current and draft.values]
    creations = tuple(
        Creation(draft.row.number, draft.values, _model_name(draft, known))
        for draft in good
        if not draft.current
    )
    updates = tuple(
        Update(draft.row.number, draft.current.id, draft.values, _model_name(draft, known))
        for draft in changed
        if draft.current
    )
    unchanged = sum(1 for draft in drafts if draft.current and not draft.values)
    return DevicePlan(
        Report(rows, len(creations), len(updates), unchanged, faults),
        creations,
        updates,
        tuple(shown_change(draft, known) for draft in changed),
        released(changed),
        tuple(known.places.new_sites),
        tuple(known.places.new_rooms),
        tuple(known.catalog.new_makers),
        tuple(known.catalog.new_models),
    )


def _model_name(draft: Draft, known: Known) -> str | None:
    name = known.catalog.name_of(draft.final("model_id"))
    return name.full if name else None
