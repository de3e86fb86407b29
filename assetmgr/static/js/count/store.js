// The phone's sign-ins, their lists and what others found.
import { answer, transact } from "./database.js";
import { adopt } from "./renumber.js";

const read = (name, work) => transact([name], "readonly", (store) => answer(work(store(name))));

export const phones = () => read("phones", (store) => store.getAll());
export const phone = (key) => read("phones", (store) => store.get(key));
export const list = (key) => read("lists", (store) => store.get(key));

export async function phoneFor(stocktakeId) {
  return (await phones()).find((one) => one.stocktake.id === stocktakeId);
}

// What the server gave when this phone joined becomes a sign-in of its own. Where it had joined
// before (and the server knew it no longer), what still waits goes on under the new sign-in.
export function addPhone({ key, token, stocktake }, name) {
  const fresh = { key, token, stocktake, name, received: 0, signOff: null, trouble: null };
  return transact(["phones", "lists", "entries", "photos"], "readwrite", async (store) => {
    const known = await answer(store("phones").getAll());
    const old = known.find((one) => one.stocktake.id === stocktake.id);
    const next = old ? await adopt(store("entries"), old.key, key) : 1;
    if (old) await replace(store, old.key, key);
    const phone = { ...fresh, next, room: old?.room ?? null };
    store("phones").add(phone);
    return phone;
  });
}

async function replace(store, oldKey, key) {
  store("phones").delete(oldKey);
  store("lists").delete(oldKey);
  const photos = await answer(store("photos").getAll());
  for (const photo of photos.filter((one) => one.phone === oldKey)) {
    store("photos").put({ ...photo, phone: key });
  }
}

export function changePhone(key, changes) {
  return transact(["phones"], "readwrite", async (store) => {
    const known = await answer(store("phones").get(key));
    if (known) store("phones").put({ ...known, ...changes });
  });
}

export function keepList(key, etag, told) {
  return transact(["lists", "phones"], "readwrite", async (store) => {
    const known = await answer(store("phones").get(key));
    if (!known) return;
    store("lists").put({ ...told, phone: key, etag });
    store("phones").put({ ...known, stocktake: told.stocktake });
  });
}

export async function progress(key) {
  const known = await read("progress", (store) => store.get(key));
  return known ?? { phone: key, after: 0, found: {} };
}

export function keepProgress(told) {
  return transact(["progress"], "readwrite", (store) => answer(store("progress").put(told)));
}
