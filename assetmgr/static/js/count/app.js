// The phone's counting app: which stocktake is in view, and who delivers.
import "../scanner.js";
import { close, open, render } from "./counting.js";
import { forget } from "./forget.js";
import { fetchFound, fetchList } from "./found.js";
import { Rounds } from "./rounds.js";
import { Session } from "./session.js";
import { keepShell } from "./shell.js";
import { phones } from "./store.js";
import { text } from "./texts.js";
import { headOf, showHead, showNet } from "./views/head.js";
import { showHome } from "./views/home.js";
import { noticesOf, showNotices } from "./views/notices.js";
import { onEnter, showRooms } from "./views/room.js";

const at = (id) => document.getElementById(id);
const LIST_EVERY_MS = 60_000;
const rounds = new Map();
let listAt = 0;
let session = null;
let isRooms = false;
let isOnline = navigator.onLine;
let shell = "";

async function route() {
  const [id, part] = window.location.hash.slice(1).split("/");
  const known = await phones();
  for (const { key } of known) if (!rounds.has(key)) rounds.set(key, new Rounds(key, (ended) => after(key, ended)));
  const phone = known.find((one) => String(one.stocktake.id) === id);
  isRooms = part === "rooms";
  await enter(phone?.key ?? null);
  if (phone) window.scrollTo(0, 0);
}

async function enter(key) {
  if (session?.key !== key) {
    leave();
    if (key !== null) await begin(key);
  }
  show();
}

async function begin(key) {
  const begun = new Session(key);
  await begun.load();
  session = begun;
  begun.addEventListener("change", show);
  open(begun, () => rounds.get(key).wake());
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
  if (session?.key !== key) return session || show();
  if (session.fault) await session.retry();
  if (isOnline && !document.hidden) await refresh(session);
  if (session?.key === key) await session.changed();
}

async function refresh(viewed) {
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
  showNotices(shell ? [`shell-${shell}`] : []);
  showHome(await phones());
}

function showSession() {
  showHead(headOf(session, isRooms));
  showNotices(...noticesOf(session, shell));
  render(isOnline);
  showRooms(session);
}

onEnter(async (room) => {
  await session.enter(room);
  window.location.hash = `#${session.phone.stocktake.id}`;
});

at("joined").addEventListener("click", async (event) => {
  const { key } = event.target.closest("[data-forget]")?.dataset ?? {};
  if (key && (await forget(key))) {
    rounds.get(key).end();
    rounds.delete(key);
    await route();
  }
});

at("notices").addEventListener("click", async (event) => {
  if (event.target.closest("[data-retry]")) await session.retry();
});

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
