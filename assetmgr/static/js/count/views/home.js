// The stocktakes that this phone joined; each of `phones` with its `photos` counted.
import { setRows } from "../rows.js";
import { piece, put, row, text } from "../texts.js";

const joined = document.getElementById("joined");

export function showHome(phones) {
  document.getElementById("no-joined").hidden = phones.length > 0;
  setRows(joined, phones.map(line));
}

function line(phone) {
  const { id, title, number, institution, status } = phone.stocktake;
  const waiting = phone.next - 1 - phone.received + phone.photos.waiting;
  const made = row("joined-row", {
    title,
    place: `${number} · ${institution}`,
    sent: text("sent", { sent: phone.received, waiting }),
  });
  made.querySelector("a").href = `#${id}`;
  put(made.querySelector('[data-slot="state"]'), state(phone.signOff, status));
  const button = made.querySelector("[data-forget]");
  button.hidden = waiting > 0 || (status !== "closed" && phone.signOff !== "done");
  button.dataset.key = phone.key;
  return made;
}

function state(signOff, status) {
  if (status === "closed") return piece("closed");
  return signOff === "done" ? piece("signed") : null;
}
