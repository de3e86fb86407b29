"""The whole plan of the reference municipality up to a day."""

from datetime import date

from assetmgr.demo.headcounts import headcounts
from assetmgr.demo.history import devices
from assetmgr.demo.institutions import buildings, facts, institutions, needs, sites, types
from assetmgr.demo.rooms import rooms
from assetmgr.demo.rows import Plan
from assetmgr.demo.tables import BASELINE


def build(until: date) -> Plan:
    """Everything the register holds at the end of `until`.

    What is dated up to 2024-09-01 follows the published figures; all after it is invented. A plan
    up to a later day only adds to it. Raises ValueError for a day before 2024-09-01.
    """
    if until < BASELINE:
        raise ValueError(f"the reference municipality begins on {BASELINE}, not on {until}")
    houses = buildings()
    planned_rooms = rooms(types(), houses)
    return Plan(
        until,
        institutions(),
        sites(),
        houses,
        planned_rooms,
        headcounts(until),
        needs(),
        facts(),
        devices(until, planned_rooms),
    )
