// Scans at a computer: typed, or by a handheld scanner anywhere on the page. Codes are sent one
// after the other in the order in which they came; one that could not be sent stays in the window.
const form = document.querySelector("[data-desk]");
const waiting = document.querySelector("[data-desk-waiting]");
const codes = [];
let sending = false;

function show() {
  if (waiting.hidden && !codes.length) return;
  waiting.querySelector("output").value = codes.map((one) => one.code).join(", ");
  waiting.hidden = codes.length === 0;
}

async function told(one) {
  const body = new FormData(form);
  body.set("code", one.code);
  body.set("place", one.place);
  const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  if (answer.redirected || !(answer.ok || answer.status === 409)) throw new Error("not sent");
  const other = answer.headers.get("HX-Redirect");
  if (other) return window.location.assign(other);
  window.htmx.swap("#desk-last", await answer.text(), { swapStyle: "outerHTML" });
  window.htmx.trigger(document.body, "scanned");
}

async function send() {
  if (sending) return;
  sending = true;
  try {
    while (codes.length) {
      await told(codes[0]);
      codes.shift();
    }
    show();
  } catch {
    waiting.hidden = false;
    show();
  }
  sending = false;
}

function take(code) {
  codes.push({ code, place: form.elements.place.value });
  send();
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = form.elements.code.value.trim();
    form.elements.code.value = "";
    form.elements.code.focus();
    if (code) take(code);
  });
  document.addEventListener("scan", (event) => {
    event.preventDefault();
    take(event.detail.code);
  });
  waiting.querySelector("button").addEventListener("click", send);
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => {
    if (codes.length && !waiting.hidden) event.preventDefault();
  });
}

// A sign-in that ran out must not be swapped into the page.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith("/sign-in")) {
    event.detail.shouldSwap = false;
    if (!codes.length) window.location.reload();
  }
});
