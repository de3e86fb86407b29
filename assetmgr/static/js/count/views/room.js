// The room in view and what is still missing there; the list of all rooms.
import { setRows } from "../rows.js";
import { put, row, text } from "../texts.js";

const FEW = 3;
const at = (id) => document.getElementById(id);
const figures = (name, { expected, found }) =>
  text(name, { expected, found, missing: expected - found });

export function showRoom(session) {
  const { room } = session;
  const none = { expected: 0, found: 0, missing: [] };
  const here = room ? (session.rows.find((one) => one.room?.id === room.id) ?? none) : session.total;
  put(at("room-name"), room ? text("room", { name: room.name }) : text("no-room"));
  put(at("room-figures"), figures(room ? "of" : "whole", here));
  at("room-progress").max = Math.max(1, here.expected);
  at("room-progress").value = here.found;
  at("rooms-link").href = `#${session.phone.stocktake.id}/rooms`;
  at("missing").hidden = !room || here.missing.length === 0;
  setRows(at("missing-list"), room ? here.missing.map((one) => missing(session, one)) : []);
}

function missing(session, device) {
  const kind = session.list.words.kind[device.kind] ?? device.kind;
  return row("missing-row", { tag: device.tag, what: [kind, device.model].filter(Boolean).join(" · ") });
}

// `enter` gets the id of the room that was pressed, or null for devices without a room.
export function onEnter(enter) {
  at("rooms-list").addEventListener("click", (event) => {
    const { id } = event.target.closest("button")?.dataset ?? {};
    if (id !== undefined) enter(id === "" ? null : Number(id));
  });
}

export function showRooms(session) {
  put(at("rooms-total"), figures("whole", session.total));
  setRows(at("rooms-list"), session.rows.map((one) => line(session, one)));
}

function line(session, { room, expected, found, missing }) {
  const made = row("room-row", {
    name: room?.name ?? text("roomless"),
    figures: figures("of", { expected, found }),
    where: room ? whereOf(room) : "",
    missing: missing.slice(0, FEW).map((one) => one.tag).join(", "),
  });
  const button = made.querySelector("button");
  button.dataset.id = room?.id ?? "";
  button.dataset.done = String(found === expected);
  button.setAttribute("aria-pressed", String((room?.id ?? null) === session.phone.room));
  return made;
}

function whereOf({ site, floor }) {
  return floor === null ? site : `${site} · ${text("floor", { n: floor })}`;
}
