// The unusual cases, in which entries get new numbers so that none is lost. Both run inside the
// transaction of their caller and keep the order in which the entries were made.
import { answer } from "./database.js";

const all = (key) => IDBKeyRange.bound([key, 0], [key, Infinity]);

// The server's count isn't the phone's: it has fewer entries (it was restored from a copy), or
// other ones under these numbers (the phone was). What it hasn't follows `received`; gives the
// next free number.
export async function settle(store, key, received) {
  const known = await answer(store.getAll(all(key)));
  const open = known.filter((entry) => entry.state === "waiting" || entry.number > received);
  return move(store, open, key, received + 1);
}

// The server no longer knows the old key, and the phone joined again under a new one.
export async function adopt(store, oldKey, key) {
  const known = await answer(store.getAll(all(oldKey)));
  const next = move(store, known.filter((entry) => entry.state === "waiting"), key, 1);
  store.delete(all(oldKey));
  return next;
}

function move(store, entries, key, first) {
  for (const entry of entries) store.delete([entry.phone, entry.number]);
  entries.forEach((entry, index) => {
    store.add({ ...entry, phone: key, number: first + index, state: "waiting" });
  });
  return first + entries.length;
}
