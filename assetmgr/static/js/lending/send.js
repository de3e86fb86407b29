// The desk's requests, one after the other, and what comes back put into the page.
import { signal } from "../scan/feedback.js";
import { post } from "../post.js";

const AGAIN_MS = 3_000;
const HEADERS = { "X-Requested-With": "fetch" };
const BUSY = 429;
const SIGNALS = { ok: "ok", amber: "warn", bad: "bad" };
const waiting = [];
let isSending = false;
let isAnswered = () => {};

export const at = (id) => document.getElementById(id);

// Calls `tell(part, answer)` after each answer: the new #desk-last's inner element, the document.
export function onAnswer(tell) {
  isAnswered = tell;
}

export function showFault(code) {
  for (const one of document.querySelectorAll("[data-fault]")) {
    one.hidden = one.dataset.fault !== code;
  }
}

// `body` gives a form's data when its turn comes: the answer before it may have chosen somebody
// else; `done` is called after the answer. Nothing that was scanned is dropped while the server is away.
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
    show(await answer.text());
    return null;
  } catch {
    return "offline";
  }
}

function show(text) {
  const answer = new DOMParser().parseFromString(text, "text/html");
  if (!answer.getElementById("desk-last")) {
    showFault("failed");
    signal("bad");
    return;
  }
  showFault(null);
  at("desk-last").replaceWith(answer.getElementById("desk-last"));
  for (const line of answer.querySelectorAll("#desk-lines-new > li")) at(line.id)?.replaceWith(line);
  for (const line of answer.querySelectorAll("#desk-new > li")) putOnTop(line);
  const last = document.querySelector("#desk-last [data-tone]");
  if (SIGNALS[last?.dataset.tone]) signal(SIGNALS[last.dataset.tone]);
  isAnswered(last, answer);
}

const SHOWN = 20;

// An act that is there already is shown anew where it stands.
function putOnTop(line) {
  const known = at(line.id);
  if (known) known.replaceWith(line);
  else at("desk-log").prepend(line);
  at("log-empty").hidden = true;
  while (at("desk-log").children.length > SHOWN) at("desk-log").lastElementChild.remove();
}

window.addEventListener("beforeunload", (event) => {
  if (waiting.length > 0) event.preventDefault();
});
