// The phone's sign-ins, their lists and what others found.
import { answer, transact } from "./database.js";
import { adopt } from "./renumber.js";

const TABS = "assetmgr-count";
const read = (name, work) => transact([name], "readonly", (store) => answer(work(store(name))));

export const phones = () => read("phones", (store) => store.getAll());
export const phone = (key) => read("phones", (store) => store.get(key));
export const list = (key) => read("lists", (store) => store.get(key));

export async function phoneFor(stocktakeId) {
  return (await phones()).find((one) => one.stocktake.id === stocktakeId);
}

// What the server gave when this phone joined becomes a sign-in of its own. Where it had joined
// before (and the server knew it no longer), what still waits goes on under the new sign-in, and
// every tab hears "joined".
export async function addPhone({ key, token, stocktake }, name) {
  const fresh = { key, token, stocktake, name, received: 0, signOff: null, trouble: null };
  const names = ["phones", "lists", "entries", "progress", "photos"];
  const added = await transact(names, "readwrite", async (store) => {
    const known = await answer(store("phones").getAll());
    const old = known.find((one) => one.stocktake.id === stocktake.id);
    const next = old ? await adopt(store("entries"), old.key, key) : 1;
    if (old) await replace(store, old.key, key);
    const phone = { ...fresh, next, room: old?.room ?? null };
    store("phones").add(phone);
    return phone;
  });
  const tabs = new BroadcastChannel(TABS);
  tabs.postMessage("joined");
  tabs.close();
  return added;
}

async function replace(store, oldKey, key) {
  for (const name of ["phones", "lists", "progress"]) store(name).delete(oldKey);
  const photos = await answer(store("photos").index("phone").getAll(oldKey));
  for (const photo of photos) store("photos").put({ ...photo, phone: key });
}

export function changePhone(key, changes) {
  return transact(["phones"], "readwrite", async (store) => {
    const known = await answer(store("phones").get(key));
    if (known) store("phones").put({ ...known, ...changes });
  });
}

// The server took the sign-off after entry `last`; it's done, unless more was scanned meanwhile.
export function endSignOff(key, last) {
  return transact(["phones"], "readwrite", async (store) => {
    const known = await answer(store("phones").get(key));
    const isLast = known?.signOff === "asked" && known.next - 1 === last;
    if (isLast) store("phones").put({ ...known, signOff: "done", trouble: null });
  });
}

export function keepList(key, etag, told) {
  return transact(["lists", "phones"], "readwrite", async (store) => {
    const known = await answer(store("phones").get(key));
    if (!known) return;
    store("lists").put({ ...told, phone: key, etag });
    store("phones").put({ ...known, stocktake: told.stocktake, listEtag: etag });
  });
}

export async function progress(key) {
  const known = await read("progress", (store) => store.get(key));
  return known ?? { phone: key, after: 0, resolved: 0, found: {} };
}

export function keepProgress(told) {
  return transact(["progress"], "readwrite", (store) => answer(store("progress").put(told)));
}
