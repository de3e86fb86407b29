"""One page of the list, put together from texts that are written already."""

import json
from collections.abc import Mapping, Sequence

from sync.emulator import discovery
from sync.emulator.fleet import Fleet
from sync.emulator.listing import Device, offset_of, page_size, page_token, select
from sync.emulator.mask import Mask, WrongMaskError, read_mask
from sync.emulator.planned import Fault
from sync.emulator.schema import checker
from sync.emulator.wire import Reply, Request, invalid

DEFAULT_SIZE = int(
    discovery.method("chromeosdevices", "list")["parameters"]["maxResults"]["default"]
)


def list_page(fleet: Fleet, request: Request, faults: Sequence[Fault]) -> Reply:
    """Return the asked page; raises ApiError for a token, size, query or mask that is wrong."""
    query = request.query
    mask = asked_mask(request, "ChromeOsDevices")
    devices = _without_the_missing(select(fleet.devices, query), faults)
    offset, size = offset_of(query), page_size(query, DEFAULT_SIZE)
    envelope = {"kind": "admin#directory#chromeosdevices"}
    if offset + size < len(devices):
        envelope["nextPageToken"] = page_token(offset + size, query)
    checker("ChromeOsDevices")(envelope)
    shown = devices[max(offset - _repeated(faults), 0) : offset + size]
    users = {fault.serial: fault.email for fault in faults if fault.kind == "used_by"}
    return Reply(200, _written(fleet, mask.apply(envelope), shown, mask, request, users))


def asked_mask(request: Request, schema_name: str) -> Mask:
    """Return the mask of the `fields` parameter, everything without one."""
    text = request.query.get("fields", "*")
    try:
        return read_mask(text, schema_name)
    except WrongMaskError as error:
        raise invalid(f"Invalid field selection {error}", "fields") from error


def _without_the_missing(devices: Sequence[Device], faults: Sequence[Fault]) -> Sequence[Device]:
    """Leave out devices here and there where a short sweep is planned."""
    for fault in faults:
        if fault.kind == "short":
            share = fault.share
            devices = [d for n, d in enumerate(devices) if int((n + 1) * share) > int(n * share)]
    return devices


def _repeated(faults: Sequence[Fault]) -> int:
    return max((fault.limit for fault in faults if fault.kind == "duplicates"), default=0)


def _written(
    fleet: Fleet,
    envelope: object,
    devices: Sequence[Device],
    mask: Mask,
    request: Request,
    users: Mapping[str, str],
) -> bytes:
    """Join what is written of each device; Google leaves the list out where it is empty."""
    head = json.dumps(envelope).encode()
    if not devices or not mask.wants("chromeosdevices"):
        return head
    inside = mask.fields.get("chromeosdevices", mask)
    projection, key = request.query.get("projection", "FULL"), request.query.get("fields", "")
    texts = b",".join(
        _used_by(fleet, d, projection, inside, key, users[d["serialNumber"]])
        if d.get("serialNumber") in users
        else fleet.written(d, projection, inside, key)
        for d in devices
    )
    comma = b"," if head != b"{}" else b""
    return head[:-1] + comma + b'"chromeosdevices":[' + texts + b"]}"


def _used_by(
    fleet: Fleet, device: Device, projection: str, mask: Mask, key: str, email: str
) -> bytes:
    newest = (
        {"type": "USER_TYPE_MANAGED", "email": email} if email else {"type": "USER_TYPE_UNMANAGED"}
    )
    used = {**device, "recentUsers": [newest, *device.get("recentUsers", [])]}
    return fleet.written(used, projection, mask, f"{key} used by {email}")
