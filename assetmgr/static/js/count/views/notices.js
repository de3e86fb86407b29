// What went wrong and stays on the screen until it's mended.
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

function fill(notice, { text = "", href = "" }) {
  const words = notice.querySelector('[data-slot="text"]');
  const link = notice.querySelector('[data-slot="link"]');
  if (words && words.textContent !== text) words.textContent = text;
  if (link) link.href = href;
}

export function noticesOf(session, shell) {
  const { trouble, stocktake } = session.phone;
  const slots = { phone: { href: `/stocktakes/${stocktake.id}` }, refused: { text: trouble?.text } };
  const names = [
    session.fault?.kind,
    trouble?.kind,
    stocktake.status === "closed" && "closed",
    !session.hasList && "no-list",
    shell && `shell-${shell}`,
  ].filter(Boolean);
  return [names, { ...slots, broken: { text: session.fault?.text } }];
}
