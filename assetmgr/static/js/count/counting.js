// The counting screen: takes codes in their order, tells what each means, keeps what is remarked.
import { isLoud, setLoud, signal } from "../scan/feedback.js";
import { Camera } from "./camera.js";
import { closeNote, listen, noted } from "./remarks.js";
import { pillOf, tagOf, whatOf } from "./scan.js";
import { heldText, piece, put, text } from "./texts.js";
import { showEnd } from "./views/end.js";
import { showLast, toneOf } from "./views/last.js";
import { showRoom } from "./views/room.js";
import { onChoose, showScans } from "./views/scans.js";

const at = (id) => document.getElementById(id);
const SIGNALS = { ok: "ok", amber: "warn", bad: "bad" };
const camera = new Camera(take, toneOfCode);
let session = null;
let told = () => {};
let chosen = null;
let queue = Promise.resolve();

// `kept` is called whenever there is something new to deliver.
export function open(opened, kept) {
  session = opened;
  told = kept;
  chosen = null;
}

export function close() {
  camera.stop();
  closeNote();
  session = null;
}

export function render(isOnline) {
  const scan = shown();
  showLast(session, scan);
  showRoom(session);
  showScans(session);
  showEnd(session, isOnline);
  put(at("live"), spoken(scan));
}

function shown() {
  const wanted = noted() ?? chosen;
  return session.scans.find(({ uuid }) => uuid === wanted) ?? session.scans.at(-1) ?? null;
}

// What a screen reader says: it changes with the scan, and when the server knows better.
function spoken(scan) {
  if (session.keeper.fault) return heldText(session.keeper.codes);
  if (!scan) return "";
  const outcome = piece(pillOf(scan)).textContent.trim();
  return `${tagOf(session, scan)}: ${outcome}. ${whatOf(session, scan)}`;
}

// One after the other, in the order in which they came, as a frame may hold many codes; each in
// the stocktake that was open when it came, though the phone may have joined it anew since.
function take(raw, { isGlimpse = false } = {}) {
  const code = raw.replaceAll("\0", "").trim();
  if (!code || !session) return;
  const counted = { session, told };
  queue = queue
    .then(() => takeNow(counted, code, isGlimpse))
    .catch((fault) => doubt(code, fault));
}

// Nobody foresaw this: the person must know that the scan may be missing.
function doubt(code, fault) {
  console.error(fault);
  signal("bad");
  put(at("said"), text("doubtful", { code }));
}

async function takeNow(came, code, isGlimpse) {
  const counted = session?.keeper === came.session.keeper ? { session, told } : came;
  const known = isGlimpse && counted.session.scannedHere(code);
  if (counted.session === session) {
    put(at("said"), "");
    chosen = known ? known.uuid : null;
  }
  if (known) return counted.session.dispatchEvent(new Event("change"));
  const result = await counted.session.take(code);
  if (result?.scan) counted.told();
  if (counted.session === session) answer(result);
}

function answer(result) {
  if (result === null) put(at("said"), text("strange-room"));
  signal(soundOf(result));
}

function soundOf(result) {
  if (result?.room) return "ok";
  return result?.scan ? SIGNALS[toneOf(result.scan)] : "bad";
}

// A code in sight is framed in the colour of what it was, once it's scanned.
function toneOfCode(code) {
  const known = session?.scannedHere(code);
  return known ? toneOf(known) : "";
}

document.addEventListener("scan", (event) => {
  event.preventDefault();
  if (!session) return signal("bad"); // no stocktake is open
  take(event.detail.code);
  window.location.hash = `#${session.phone.stocktake.id}`;
});

at("typing").addEventListener("submit", (event) => {
  event.preventDefault();
  take(at("code").value);
  at("code").value = "";
});

listen({ session: () => session, scan: shown, kept: () => told() });

onChoose((uuid) => {
  closeNote();
  chosen = uuid;
  session.dispatchEvent(new Event("change"));
  at("last").scrollIntoView({ block: "nearest" });
});

function showSound() {
  at("sound").setAttribute("aria-pressed", String(isLoud()));
}

at("sound").addEventListener("click", () => {
  setLoud(!isLoud());
  showSound();
});
showSound();

at("sign-off").addEventListener("click", async () => {
  await session.signOff();
  told();
});
