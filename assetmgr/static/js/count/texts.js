// Words and pieces of the page that stand in its <template>s, in the page's language.
const find = (id) => document.getElementById(id).content;

// A text by its name; {n} and the like are filled in.
export function text(name, values = {}) {
  const words = find("texts").querySelector(`[data-text="${name}"]`).textContent;
  return words.replace(/\{(\w+)\}/g, (_all, value) => values[value]);
}

// That what has these codes is not kept.
export function heldText(codes) {
  return text("not-kept", { n: codes.length, codes: codes.join(", ") });
}

// A copy of a piece by its name, such as the pill of an outcome.
export function piece(name) {
  return find("pieces").querySelector(`[data-piece="${name}"]`).cloneNode(true);
}

// A copy of a row: elements with data-slot get their text, or their one child.
export function row(id, slots) {
  const copy = find(id).firstElementChild.cloneNode(true);
  for (const [name, value] of Object.entries(slots)) put(copy.querySelector(`[data-slot="${name}"]`), value);
  return copy;
}

// Text or an element into a place; nothing hides it.
export function put(place, value) {
  place.hidden = value === null || value === undefined || value === "";
  if (value instanceof Element) place.replaceChildren(value);
  else if (place.textContent !== String(value ?? "")) place.textContent = value ?? "";
}

const clock = new Intl.DateTimeFormat("lv", { hour: "2-digit", minute: "2-digit" });
export const time = (iso) => clock.format(new Date(iso));
