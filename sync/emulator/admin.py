"""`/_faults`: plan faults from another process on this machine."""

import json

from sync.emulator.planned import FaultPlan, read_fault
from sync.emulator.wire import Reply, Request, json_reply

PATH = "/_faults"


def answer(plan: FaultPlan, request: Request, *, from_loopback: bool) -> Reply:
    """GET shows what is planned, POST adds a JSON list of faults, DELETE clears them."""
    if not from_loopback:
        return json_reply({"error": "Faults are planned from this machine alone."}, 403)
    if request.method == "POST":
        try:
            plan.add([read_fault(told) for told in json.loads(request.body)])
        except (ValueError, TypeError, AttributeError) as error:
            return json_reply({"error": str(error)}, 400)
    elif request.method == "DELETE":
        plan.clear()
    return json_reply({"faults": plan.pending()})
