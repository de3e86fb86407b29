// Take a stocktake off this phone.
import { answer, transact } from "./database.js";

const EVERYTHING = ["phones", "lists", "entries", "progress", "photos"];

// Whether it's gone; it stays while anything of it isn't delivered.
export function forget(key) {
  return transact(EVERYTHING, "readwrite", async (store) => {
    const phone = await answer(store("phones").get(key));
    const photos = await answer(store("photos").index("phone").getAll(key));
    const waits = phone.received < phone.next - 1 || photos.some((one) => !one.refused);
    if (waits) return false;
    for (const name of ["phones", "lists", "progress"]) store(name).delete(key);
    for (const { uuid } of photos) store("photos").delete(uuid);
    store("entries").delete(IDBKeyRange.bound([key, 0], [key, Infinity]));
    return true;
  });
}
