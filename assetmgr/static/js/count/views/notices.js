// What went wrong and stays on the screen until it's mended.
import { heldText } from "../texts.js";

const known = document.getElementById("notices-known").content;
const place = document.getElementById("notices");

// `names` in their order; `slots` fill places of a notice by its name.
export function showNotices(names, slots = {}) {
  const shown = [...place.children].map((notice) => notice.dataset.notice);
  if (shown.join() !== names.join()) place.replaceChildren(...names.map(copy));
  for (const notice of place.children) fill(notice, slots[notice.dataset.notice] ?? {});
}

function copy(name) {
  return known.querySelector(`[data-notice="${name}"]`).cloneNode(true);
}

function fill(notice, slots) {
  for (const [name, value] of Object.entries(slots)) {
    const slot = notice.querySelector(`[data-slot="${name}"]`);
    if (name === "link") slot.href = value;
    else if (slot.textContent !== value) slot.textContent = value;
  }
}

// What is held, whichever stocktake is in view; `held` are keepers.
export function heldNotices(held) {
  const names = [...new Set(held.map(({ fault }) => fault.kind))];
  const slots = names.map((name) => {
    const some = held.filter(({ fault }) => fault.kind === name);
    const told = { codes: heldText(some.flatMap(({ codes }) => codes)) };
    return [name, name === "broken" ? { ...told, text: some[0].fault.text } : told];
  });
  return [names, Object.fromEntries(slots)];
}

export function noticesOf(session) {
  const { trouble, stocktake } = session.phone;
  const names = [
    trouble?.kind,
    session.photos.refused > 0 && "photo",
    stocktake.status === "closed" ? "closed" : session.phone.excused && "excused",
    !session.hasList && !session.isBarred && "no-list",
  ].filter(Boolean);
  const link = `/stocktakes/${stocktake.id}`;
  return [names, { phone: { link }, refused: { text: trouble?.text ?? "" } }];
}
