"""What may be decided about a finding, and what holds where nobody decided."""

from typing import Final

from assetmgr.inventory.codes import Decision, Result
from assetmgr.inventory.policy.reading import Finding
from assetmgr.inventory.policy.rows import Line

_MISSING: Final = frozenset({Decision.NOTHING, Decision.LOST, Decision.STOLEN})


def possible(finding: Finding | None) -> frozenset[Decision]:
    """What may be decided about a device with this finding (None: it is missing)."""
    if finding is None:
        return _MISSING
    found = {Decision.NOTHING}
    if finding.result is Result.ELSEWHERE:
        found.add(Decision.MOVED)
    if finding.is_damaged:
        found.add(Decision.NEEDS_REPAIR)
    return frozenset(found)


def decided(line: Line, finding: Finding | None) -> Decision:
    """What is done about a line at the closing.

    A decision that no longer fits (a device thought lost was found) gives way to the default:
    nothing, or a move where somebody said 'move it here'.
    """
    if line.note is not None and line.decision in possible(finding):
        return line.decision
    return Decision.MOVED if _is_wished(finding) else Decision.NOTHING


def moves(decision: Decision, finding: Finding | None) -> bool:
    """Whether a device with this finding moves to where it was found.

    A repair does not stop a move that was asked for on the spot.
    """
    return decision is Decision.MOVED or (decision is Decision.NEEDS_REPAIR and _is_wished(finding))


def _is_wished(finding: Finding | None) -> bool:
    return (
        finding is not None
        and finding.result is Result.ELSEWHERE
        and finding.remark.move_here is True
    )
