// Sends what was scanned, one request after the other, and puts the answer into the page.
import { post } from "../post.js";

const AGAIN_MS = 3_000;
const PARTS = ["scan-last", "scan-state"];
const HEADERS = { "X-Requested-With": "fetch" };
const BUSY = 429;
const waiting = [];
let isSending = false;
let isTold = () => {};

export function onAnswer(tell) {
  isTold = tell;
}

export function showFault(code) {
  for (const one of document.querySelectorAll("[data-fault]")) {
    one.hidden = one.dataset.fault !== code;
  }
}

// In the order in which it was scanned; nothing is dropped while the server is away. `body` gives a
// form's data when its turn comes: what was scanned before it may have changed the page.
export function send(action, body) {
  waiting.push({ action, body });
  if (!isSending) next();
}

async function next() {
  isSending = true;
  while (waiting.length > 0) {
    const fault = await deliver(waiting[0]);
    if (fault === null) {
      waiting.shift();
    } else {
      showFault(fault);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
  isSending = false;
}

// Why it has to wait; null where the answer is shown.
async function deliver({ action, body }) {
  try {
    const answer = await post(action, body(), HEADERS);
    if (answer.status >= 500 || answer.status === BUSY) return "offline";
    if (answer.redirected) return "signed-out";
    show(await answer.text());
    return null;
  } catch {
    return "offline";
  }
}

function show(answer) {
  const told = new DOMParser().parseFromString(answer, "text/html");
  if (!told.getElementById(PARTS[0])) {
    showFault("failed");
    isTold("bad", {});
    return;
  }
  showFault(null);
  for (const id of PARTS) document.getElementById(id).replaceWith(told.getElementById(id));
  const last = document.querySelector("#scan-last [data-tone]");
  isTold(last.dataset.tone, JSON.parse(last.dataset.tones));
}

window.addEventListener("beforeunload", (event) => {
  if (waiting.length > 0) event.preventDefault();
});
