// What all phones of the stocktake found, fetched as what changed since the last time.
import { call } from "./api.js";
import { changePhone, keepList, keepProgress, list, phone as stored, progress } from "./store.js";

// Whether there was news.
export async function fetchFound(key) {
  const known = await progress(key);
  const asked = `found?after=${known.after}&resolved=${known.resolved}`;
  const { status, data } = await call(await stored(key), asked);
  if (status === 409) await bar(key, data.error);
  if (status !== 200 || (data.after === known.after && data.resolved === known.resolved)) return false;
  const { after, resolved } = data;
  await keepProgress({ ...known, after, resolved, found: merged(known.found, data) });
  return true;
}

function merged(found, { changes }) {
  const now = { ...found };
  for (const { key, room, by, at, undone } of changes) {
    if (undone) delete now[key];
    else now[key] = { room, by, at };
  }
  return now;
}

// Whether the list on this phone changed; without network the one that is here stays.
export async function fetchList(key) {
  const known = await list(key);
  const answer = await call(await stored(key), "list", { etag: known?.etag });
  if (answer.status === 409) await bar(key, answer.data.error);
  if (answer.status !== 200) return false;
  await keepList(key, answer.etag, answer.data);
  return true;
}

// The server tells this phone nothing more: its stocktake is closed, or nobody waits for the phone.
async function bar(key, why) {
  const { stocktake } = await stored(key);
  if (why === "closed") await changePhone(key, { stocktake: { ...stocktake, status: "closed" } });
  if (why === "excused") await changePhone(key, { excused: true });
}
