// The head: which stocktake, what is sent, whether there is network.
import { piece, put, text } from "../texts.js";

const at = (id) => document.getElementById(id);

export function showHead({ title, subtitle = "", back = null }) {
  put(at("title"), title);
  put(at("subtitle"), subtitle);
  at("back").hidden = back === null;
  at("back").href = back ?? "#";
}

export function headOf({ phone, waiting }, isRooms) {
  const { id, title, number } = phone.stocktake;
  const sent = text("sent", { sent: phone.received, waiting });
  const back = isRooms ? `#${id}` : "#";
  return { title: isRooms ? text("rooms") : title, subtitle: `${number} · ${sent}`, back };
}

let shown;

export function showNet(isOnline) {
  if (shown === isOnline) return;
  shown = isOnline;
  at("net").replaceChildren(piece(isOnline ? "online" : "offline"));
}
