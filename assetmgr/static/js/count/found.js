// What all phones of the stocktake found, fetched as what changed since the last time.
import { call } from "./api.js";
import { keepList, keepProgress, list, phone as stored, progress } from "./store.js";

// Whether there was news.
export async function fetchFound(key) {
  const known = await progress(key);
  const answer = await call(await stored(key), `found?after=${known.after}`);
  if (answer.status !== 200 || answer.data.after === known.after) return false;
  await keepProgress({ ...known, after: answer.data.after, found: merged(known.found, answer.data) });
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
  if (answer.status !== 200) return false;
  await keepList(key, answer.etag, answer.data);
  return true;
}
