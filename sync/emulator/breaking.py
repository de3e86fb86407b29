"""How a planned fault shows: before the answer is made, and on its way out."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sync.emulator.listing import size_refused, token_refused
from sync.emulator.planned import Fault
from sync.emulator.tokens import RefusedGrantError, Tokens
from sync.emulator.wire import ApiError, Reply, Request


class ConnectionDroppedError(Exception):
    """The connection is to be closed without an answer."""


def before_answer(faults: Sequence[Fault], request: Request, tokens: Tokens) -> None:
    """Wait, revoke, or raise what the answer is to be instead."""
    for fault in faults:
        if fault.kind == "slow":
            time.sleep(fault.seconds)
        elif fault.kind == "revoke":
            tokens.revoke_all()
        elif fault.kind == "drop":
            raise ConnectionDroppedError
        else:
            _refuse(fault, request.query)


def _refuse(fault: Fault, query: Mapping[str, str]) -> None:
    if fault.kind == "error" and fault.on in {"token", "sign_in"}:
        raise RefusedGrantError(fault.reason, fault.message, fault.status)
    if fault.kind == "error":
        raise ApiError(fault.status, fault.reason, fault.message)
    if fault.kind == "bad_token":
        raise token_refused(query["pageToken"])
    if fault.kind == "page_size" and int(query.get("maxResults", 0)) > fault.limit:
        raise size_refused(int(query["maxResults"]), fault.limit)


def on_its_way(faults: Sequence[Fault], reply: Reply) -> Reply:
    """Return the reply as it leaves: with its Retry-After, or broken off in the middle."""
    for fault in faults:
        if fault.retry_after:
            reply = replace(reply, headers={"Retry-After": fault.retry_after})
        if fault.kind == "cut":
            reply = replace(reply, sent_share=0.5)
    return reply
