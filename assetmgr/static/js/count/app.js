// The phone's counting app: which stocktake is in view, and who delivers.
import "../scanner.js";
import { close, open, render } from "./counting.js";
import { forget } from "./forget.js";
import { fetchFound, fetchList } from "./found.js";
import { holding } from "./keeper.js";
import { photoCounts } from "./photos.js";
import { Rounds } from "./rounds.js";
import { Session } from "./session.js";
import { keepShell } from "./shell.js";
import { phones } from "./store.js";
import { text } from "./texts.js";
import { headOf, showHead, showNet } from "./views/head.js";
import { showHome } from "./views/home.js";
import { heldNotices, noticesOf, showNotices } from "./views/notices.js";
import { onEnter, showRooms } from "./views/room.js";

const at = (id) => document.getElementById(id);
const LIST_EVERY_MS = 60_000;
const rounds = new Map();
let listAt = 0;
let session = null;
let routing = Promise.resolve();
let isRooms = false;
let isOnline = navigator.onLine;
let shell = "";

// One after the other: an address may change, and another tab join anew, while one is on its way.
function route() {
  routing = routing.then(routeNow).catch(console.error);
  return routing;
}

async function routeNow() {
  const [id, part] = window.location.hash.slice(1).split("/");
  const known = await phones();
  deliverFor(known.map(({ key }) => key));
  const phone = known.find((one) => String(one.stocktake.id) === id);
  isRooms = part === "rooms";
  await enter(phone ?? null);
  if (phone) window.scrollTo(0, 0);
}

function deliverFor(keys) {
  for (const key of [...rounds.keys()].filter((one) => !keys.includes(one))) {
    rounds.get(key).end();
    rounds.delete(key);
  }
  for (const key of keys.filter((one) => !rounds.has(one))) {
    rounds.set(key, new Rounds(key, (ended) => after(key, ended)));
  }
}

// What is in view stays open until the next one is read: what is scanned meanwhile is kept.
async function enter(phone) {
  if (session?.key !== phone?.key) {
    const next = phone && new Session(phone);
    await next?.load();
    leave();
    if (next) begin(next, phone);
  }
  show();
}

function begin(begun, phone) {
  session = begun;
  begun.addEventListener("change", show);
  open(begun, () => rounds.get(phone.key)?.wake());
  refreshList(begun);
}

// The list itself is frozen; whether the stocktake was closed, and new rooms, come with it.
async function refreshList(of) {
  listAt = Date.now();
  if (await fetchList(of.key)) await of.load();
}

function leave() {
  if (!session) return;
  session.end();
  session = null;
  close();
}

// After a round: what others found, and how far we are.
async function after(key, ended) {
  if (ended === "busy") return;
  isOnline = ended !== "offline";
  await retry();
  if (session?.key !== key) return session || show();
  if (isOnline && !document.hidden) await refresh(session);
  if (session?.key === key) await session.changed();
}

// Try once more to keep what is held.
async function retry() {
  const held = holding();
  for (const keeper of held) await keeper.retry();
  if (held.length > 0) await (session?.changed() ?? show());
}

async function refresh(viewed) {
  if (viewed.isBarred) return;
  await fetchFound(viewed.key);
  const isOld = Date.now() - listAt > LIST_EVERY_MS;
  if (!viewed.hasList || isOld) await refreshList(viewed);
}

async function show() {
  at("home").hidden = session !== null;
  at("counting").hidden = session === null || isRooms;
  at("rooms").hidden = session === null || !isRooms;
  showNet(isOnline);
  if (session) return showSession();
  showHead({ title: text("home") });
  showAllNotices([], {});
  showHome(await Promise.all((await phones()).map(withPhotos)));
}

async function withPhotos(phone) {
  return { ...phone, photos: await photoCounts(phone.key) };
}

function showAllNotices(names, slots) {
  const [held, more] = heldNotices(holding());
  showNotices([...held, ...names, ...(shell ? [`shell-${shell}`] : [])], { ...slots, ...more });
}

function showSession() {
  showHead(headOf(session, isRooms));
  showAllNotices(...noticesOf(session));
  render(isOnline);
  showRooms(session);
}

onEnter(async (room) => {
  await session.enter(room);
  window.location.hash = `#${session.phone.stocktake.id}`;
});

at("joined").addEventListener("click", async (event) => {
  const { key } = event.target.closest("[data-forget]")?.dataset ?? {};
  if (key && (await forget(key))) await route();
});

at("notices").addEventListener("click", async (event) => {
  if (event.target.closest("[data-retry]")) await retry();
});

// What is held is nowhere else: the browser asks before it goes.
window.addEventListener("beforeunload", (event) => {
  if (holding().length > 0) event.preventDefault();
});

new BroadcastChannel("assetmgr-count").onmessage = ({ data }) => data === "joined" && route();
window.addEventListener("hashchange", route);
window.addEventListener("offline", () => {
  isOnline = false;
  show();
});

await route();
await keepShell((state) => {
  shell = state;
  show();
});
