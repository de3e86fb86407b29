// Progress room by room, from the list on this phone and the keys that are found.

// [{room, expected, found, missing}] in the list's order of rooms; the last one's `room` is null:
// devices that have none. Rooms in which nothing is expected are left out.
export function progressByRoom(list, found) {
  const devices = new Map();
  for (const device of list.devices) {
    if (!devices.has(device.room)) devices.set(device.room, []);
    devices.get(device.room).push(device);
  }
  const rooms = [...list.rooms, null].filter((room) => devices.has(room?.id ?? null));
  return rooms.map((room) => counted(room, devices.get(room?.id ?? null), found));
}

function counted(room, devices, found) {
  const missing = devices.filter((device) => !found.has(device.key));
  return { room, expected: devices.length, found: devices.length - missing.length, missing };
}

export function total(rows) {
  return {
    expected: rows.reduce((sum, row) => sum + row.expected, 0),
    found: rows.reduce((sum, row) => sum + row.found, 0),
    missing: rows.flatMap((row) => row.missing),
  };
}
