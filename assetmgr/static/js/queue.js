// Sends what was scanned, one request after the other; nothing is dropped while the server is away.
import { post } from "./post.js";

const AGAIN_MS = 3_000;
const HEADERS = { "X-Requested-With": "fetch" };
const BUSY = 429;
const waiting = [];
let isSending = false;
let show = () => {};

// `tell(answer)` puts each answer, a document, into the page.
export function showWith(tell) {
  show = tell;
}

export function showFault(code) {
  for (const one of document.querySelectorAll("[data-fault]")) {
    one.hidden = one.dataset.fault !== code;
  }
}

// `body` gives a form's data when its turn comes: what was scanned before it may have changed the
// page; `done` is called after the answer.
export function send(action, body, done = () => {}) {
  waiting.push({ action, body, done });
  if (!isSending) next();
}

async function next() {
  isSending = true;
  while (waiting.length > 0) {
    const fault = await deliver(waiting[0]);
    if (fault === null) {
      waiting.shift().done();
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
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    return null;
  } catch {
    return "offline";
  }
}

window.addEventListener("beforeunload", (event) => {
  if (waiting.length > 0) event.preventDefault();
});
