"""Which devices a list request gets: `query`, `orderBy`, then one page of them."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sync.emulator.wire import ApiError, invalid

Device = Mapping[str, Any]
SYNC_QUERY = re.compile(r"sync:(\d{4}-\d\d-\d\d)?(\.\.)?(\d{4}-\d\d-\d\d)?")
LARGEST_PAGE = 300


def select(devices: Sequence[Device], query: Mapping[str, str]) -> Sequence[Device]:
    """Return the devices that `query` asks for in the order that it asks for.

    Of Google's search operators `sync:DATE`, `sync:DATE..`, `sync:..DATE` and `sync:DATE..DATE`
    are known; raises ApiError for another.
    """
    if text := query.get("query"):
        first, last = _sync_days(text)
        devices = [d for d in devices if first <= _synced_on(d) <= last]
    if order := query.get("orderBy"):
        backwards = query.get("sortOrder") == "DESCENDING"
        devices = sorted(devices, key=lambda d: str(d.get(order, "")), reverse=backwards)
    return devices


def _sync_days(text: str) -> tuple[date, date]:
    found = SYNC_QUERY.fullmatch(text)
    if not found or not (found[1] or found[3]):
        raise invalid(f"Invalid Input: {text}", "query")
    try:
        first = date.fromisoformat(found[1]) if found[1] else date.min
        last = date.fromisoformat(found[3]) if found[3] else date.max
    except ValueError as error:
        raise invalid(f"Invalid Input: {text}", "query") from error
    return (first, last) if found[2] else (first, first)


def _synced_on(device: Device) -> date:
    last_sync = device.get("lastSync")
    return datetime.fromisoformat(last_sync).date() if last_sync else date.min


def page_size(query: Mapping[str, str], default: int) -> int:
    """Return the asked number of devices a page; raises ApiError above Google's 300."""
    size = int(query.get("maxResults", default))
    if size > LARGEST_PAGE:
        raise size_refused(size, LARGEST_PAGE)
    return size


def size_refused(size: int, limit: int) -> ApiError:
    """Return the refusal of a page that is too large."""
    return invalid(
        f"Invalid value '{size}'. Values must be within the range: [1, {limit}]", "maxResults"
    )


def page_token(offset: int, query: Mapping[str, str]) -> str:
    """Return the token of the page that begins at `offset`, good for this selection alone."""
    return base64.urlsafe_b64encode(json.dumps([offset, _selection(query)]).encode()).decode()


def offset_of(query: Mapping[str, str]) -> int:
    """Return where the asked page begins; raises ApiError for a token that is not ours."""
    token = query.get("pageToken", "")
    if not token:
        return 0
    try:
        offset, selection = json.loads(base64.urlsafe_b64decode(token))
    except (ValueError, TypeError, binascii.Error) as error:
        raise token_refused(token) from error
    if selection != _selection(query):
        raise token_refused(token)
    return int(offset)


def token_refused(token: str) -> ApiError:
    """Return Google's refusal of a page token."""
    return invalid(f"Invalid Input: {token}", "pageToken")


def _selection(query: Mapping[str, str]) -> str:
    asked = [query.get(name, "") for name in ("query", "orderBy", "sortOrder")]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:8]
