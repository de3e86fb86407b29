// Sends what was scanned, one request after the other, and puts the answer into the page.
const AGAIN_MS = 3_000;
const PARTS = ["scan-last", "scan-state"];
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

// A form's data in the order in which it was scanned; nothing is dropped while the server is away.
export function send(action, body) {
  waiting.push({ action, body });
  if (!isSending) next();
}

async function next() {
  isSending = true;
  while (waiting.length > 0) {
    const answer = await post(waiting[0]);
    if (answer === null) {
      showFault("offline");
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    } else {
      waiting.shift();
      await show(answer);
    }
  }
  isSending = false;
}

async function post({ action, body }) {
  try {
    const headers = { "X-Requested-With": "fetch" };
    const answer = await fetch(action, { method: "POST", body, headers });
    return answer.status >= 502 ? null : answer;
  } catch {
    return null;
  }
}

async function show(answer) {
  if (answer.redirected) {
    location.assign(document.getElementById("scan").dataset.signIn); // signed out meanwhile
    return;
  }
  const told = new DOMParser().parseFromString(await answer.text(), "text/html");
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
