// A scan in words: its outcome, what it is, where it belongs, how far it went.
import { text } from "./texts.js";

export const outcomeOf = (scan) => scan.outcome ?? scan.guess.outcome;
export const pillOf = (scan) => (scan.undone ? "undone" : outcomeOf(scan));
export const isAgain = (scan) => (scan.outcome ? scan.again : scan.guess.again);

// The device as the list on this phone has it, or as the server's receipt does; null for none.
export function deviceOf(session, scan) {
  return session.index.devices.get(scan.key) ?? scan.device ?? null;
}

export function tagOf(session, scan) {
  return deviceOf(session, scan)?.tag ?? scan.code;
}

// "Chromebook Lenovo 300e · Lietošanā"
export function whatOf(session, scan) {
  const device = deviceOf(session, scan);
  if (!device) return strange(scan);
  const { kind, status } = session.list.words;
  const parts = [kind[device.kind] ?? device.kind, device.model, status[device.status] ?? device.status];
  return parts.filter(Boolean).join(" · ");
}

function strange(scan) {
  if (scan.owner) return text("belongs-to", { owner: scan.owner });
  const outcome = outcomeOf(scan);
  if (outcome === "foreign") return text("others");
  if (outcome === "unknown") return text(scan.outcome ? "nobodys" : "not-listed");
  return text(`own-${outcome}`);
}

export function placeOf(session, scan) {
  const device = session.index.devices.get(scan.key);
  if (!device) return "";
  const room = session.index.rooms.get(device.room);
  if (!room) return "";
  return outcomeOf(scan) === "found" ? text("expected-here") : text("expected-in", { name: room.name });
}

// 'kept, not sent yet', 'sent' or 'after closing'.
export function stateOf(scan) {
  return text(scan.undone ? "undone" : scan.state);
}
