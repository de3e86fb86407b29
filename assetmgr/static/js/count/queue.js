// What this phone tells, in its order: each entry has a number from 1 without a gap and a UUID.
// The number is given out inside the transaction that keeps the entry, so two tabs never give
// the same, and an entry that couldn't be kept has none.
import { answer, isFull, transact } from "./database.js";
import { settle } from "./renumber.js";

const DELIVERED_KEPT = 200;

export const range = (key, from = 0, to = Infinity) => IDBKeyRange.bound([key, from], [key, to]);

export function entries(key) {
  return transact(["entries"], "readonly", (store) => answer(store("entries").getAll(range(key))));
}

export function waiting(phone, limit) {
  return transact(["entries"], "readonly", (store) =>
    answer(store("entries").getAll(range(phone.key, phone.received + 1), limit)),
  );
}

// Keep what was scanned, taken back or remarked (with its `uuid` and its moment, `at`) in a
// stocktake; it's kept once this is resolved. A full disk is a QuotaExceededError, and then nothing
// is kept.
export function keep(stocktake, told) {
  return transact(["phones", "entries"], "readwrite", async (store) => {
    const phone = await phoneOf(store, stocktake);
    const kept = { ...told, phone: phone.key, number: phone.next, state: "waiting" };
    store("entries").add(kept);
    store("phones").put({ ...phone, next: phone.next + 1, signOff: null });
    return kept;
  });
}

// Not by its key, which is another one once the phone joined again, maybe in another tab.
async function phoneOf(store, stocktake) {
  const known = await answer(store("phones").getAll());
  const phone = known.find((one) => one.stocktake.id === stocktake);
  if (!phone) throw new Error("this phone left the stocktake");
  return phone;
}

// Note the server's receipts of the entries that were sent. On a full disk the entries go instead:
// the server has them, and going needs no space.
export async function acknowledge(key, sent, told) {
  try {
    await note(key, sent, told, true);
  } catch (fault) {
    if (!isFull(fault)) throw fault;
    await drop(key, sent, told);
    await note(key, sent, told, false);
  }
}

// Where the server's count isn't the one that its receipts lead to, what it hasn't got is brought
// into the order that it expects.
function note(key, sent, { received, status, receipts }, keepsThem) {
  return transact(["phones", "entries"], "readwrite", async (store) => {
    const phone = await answer(store("phones").get(key));
    const known = receipted(sent, receipts);
    if (keepsThem) for (const entry of known) store("entries").put(entry);
    const isUsual = known.length === sent.length && received === sent.at(-1)?.number;
    const next = isUsual ? phone.next : await settle(store("entries"), key, received);
    const old = received - DELIVERED_KEPT;
    if (old > 0) store("entries").delete(range(key, 0, old));
    const stocktake = { ...phone.stocktake, status };
    store("phones").put({ ...phone, stocktake, received, next, trouble: null });
  });
}

function receipted(sent, receipts) {
  const byUuid = new Map(receipts.map((receipt) => [receipt.uuid, receipt]));
  return sent
    .filter(({ uuid }) => byUuid.has(uuid))
    .map((entry) => {
      const { state, outcome, again, device, owner } = byUuid.get(entry.uuid);
      return { ...entry, state, outcome, again, device, owner };
    });
}

function drop(key, sent, { receipts }) {
  return transact(["entries"], "readwrite", async (store) => {
    for (const { number } of receipted(sent, receipts)) store("entries").delete([key, number]);
  });
}

// Make room: forget the details of everything that the server has.
export function prune(stocktake) {
  return transact(["phones", "entries"], "readwrite", async (store) => {
    const { key, received } = await phoneOf(store, stocktake);
    store("entries").delete(range(key, 0, received));
  });
}
