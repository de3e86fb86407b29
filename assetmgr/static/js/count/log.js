// What this phone's entries say together, as the server's policy reads them
// (assetmgr/inventory/policy/scans.py).
const REMARKS = ["note", "condition", "move_here"];

// The scans in their order, each with `undone` and, field by field, what was last remarked on it.
export function scansOf(entries) {
  const scans = new Map();
  for (const entry of entries) {
    const target = scans.get(entry.target);
    if (entry.action === "scan") scans.set(entry.uuid, { ...entry, undone: false });
    else if (target && entry.action === "undo") target.undone = true;
    else if (target) Object.assign(target, remarked(entry));
  }
  return [...scans.values()];
}

function remarked(entry) {
  const told = REMARKS.filter((name) => entry[name] !== undefined && entry[name] !== null);
  return Object.fromEntries(told.map((name) => [name, entry[name]]));
}

// The keys that are found: what the server told, and what this phone has yet to tell it.
export function foundKeys(told, entries) {
  const found = new Set(Object.keys(told));
  const scans = scansOf(entries);
  const takenBack = new Set(entries.filter(isWaitingUndo).map(({ target }) => target));
  for (const scan of scans) if (takenBack.has(scan.uuid)) found.delete(scan.key);
  for (const scan of scans) if (!scan.undone) found.add(scan.key);
  return found;
}

function isWaitingUndo({ action, state }) {
  return action === "undo" && state === "waiting";
}
