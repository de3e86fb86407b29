// Deliver what waits, in its order: entries, photos, the sign-off. Nothing is thrown away: what
// the server doesn't take stays here, and its reason is kept with the phone.
import { call } from "./api.js";
import { dropPhoto, photosOf, setAside } from "./photos.js";
import { acknowledge, waiting } from "./queue.js";
import { changePhone, endSignOff, phone as stored } from "./store.js";

const BATCH = 100;
const TOLD = ["number", "uuid", "action", "at", "code", "room", "target", "note", "condition", "move_here"];

// One round. Gives "done", "offline" (try again soon) or "refused" (the phone's `trouble` says why).
export async function deliver(key) {
  const steps = [entries, photos, signOff];
  for (const step of steps) {
    const ended = await step(key);
    if (ended !== "done") return ended;
  }
  if ((await stored(key))?.trouble) await changePhone(key, { trouble: null });
  return "done";
}

async function entries(key) {
  let stuck = 0;
  for (;;) {
    const phone = await stored(key);
    if (!phone) return "offline"; // it joined again under another key, or was removed
    const batch = await waiting(phone, BATCH);
    // What a full disk dropped is told with none: the answer says what the server has.
    if (batch.length === 0 && phone.received === phone.next - 1) return "done";
    const body = { sent_at: new Date().toISOString(), entries: batch.map(told) };
    const answer = await call(phone, "deliver", { body });
    if (!Array.isArray(answer.data.receipts)) return fault(key, answer);
    await acknowledge(key, batch, answer.data);
    stuck = answer.data.receipts.length > 0 ? 0 : stuck + 1;
    if (stuck > 1) return fault(key, answer);
  }
}

function told(entry) {
  return Object.fromEntries(TOLD.filter((name) => name in entry).map((name) => [name, entry[name]]));
}

async function photos(key) {
  for (const { uuid, blob } of await photosOf(key)) {
    const answer = await call(await stored(key), `photo/${uuid}`, { body: blob });
    if (answer.data.uuid === uuid) await dropPhoto(uuid);
    else if ([400, 404, 413].includes(answer.status)) await setAside(uuid, answer.status);
    else return fault(key, answer);
  }
  return "done";
}

async function signOff(key) {
  const phone = await stored(key);
  if (phone?.signOff !== "asked") return "done";
  const last = phone.next - 1;
  const answer = await call(phone, "sign-off", { body: { last_number: last } });
  if (!Number.isInteger(answer.data.received)) return fault(key, answer);
  if (answer.status === 200) {
    await endSignOff(key, last);
    return "done";
  }
  await changePhone(key, { received: answer.data.received });
  return "offline";
}

// 401: the server doesn't know this phone; other 4xx: it can't read what we say; the rest passes by.
async function fault(key, { status, data }) {
  if (status < 400 || status === 429 || status >= 500) return "offline";
  const kind = status === 401 && data.error === "phone" ? "phone" : "refused";
  await changePhone(key, { trouble: { kind, status, text: data.error ?? "" } });
  return "refused";
}
