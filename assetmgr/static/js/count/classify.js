// What a scan means, from the list on this phone: the same outcomes as the server's policy
// (assetmgr/inventory/policy/outcome.py). Whose a foreign device is only the server can tell.

export function indexed(list) {
  return {
    devices: new Map(list.devices.map((device) => [device.key, device])),
    others: new Map(list.others.map((other) => [other.key, other.outcome])),
    rooms: new Map(list.rooms.map((room) => [room.id, room])),
  };
}

export function classify(index, key, room) {
  const device = index.devices.get(key);
  if (!device) return index.others.get(key) ?? "unknown";
  const isThere = room === null || device.room === null || device.room === room;
  return isThere ? "found" : "elsewhere";
}
