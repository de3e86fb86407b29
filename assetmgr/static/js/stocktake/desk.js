// Scans at a computer: typed, or by a handheld scanner anywhere on the page. Codes are sent one
// after the other in the order in which they came; one that could not be sent stays in the window.
import { post } from "../post.js";
import { readCode } from "../scan/codes.js";

const form = document.querySelector("[data-desk]");
const waiting = document.querySelector("[data-desk-waiting]");
const strange = document.querySelector("[data-desk-strange]");
const REFUSED = 409;
const codes = [];
let sending = false;

function show() {
  waiting.querySelector("output").value = codes.map((one) => one.code).join(", ");
  waiting.hidden = codes.length === 0;
}

async function told(one) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(one)) body.set(name, value);
  const answer = await post(form.action, body, { "HX-Request": "true" });
  waiting.querySelector("a").hidden = !answer.redirected;
  const taken = answer.ok || answer.status === REFUSED;
  if (answer.redirected || !taken) throw new Error("not sent");
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
      if (!waiting.hidden) show();
    }
  } catch {
    show();
  }
  sending = false;
}

// Every code keeps the place in which it was scanned, and a name by which the server knows it again
// if its answer is lost.
function take(text) {
  const code = readCode(text);
  if (code.kind === "room") return stand(String(code.id));
  strange.hidden = true;
  const uuid = crypto.randomUUID?.() ?? ""; // none on an address that is not secure
  codes.push({ code: text, place: form.elements.place.value, uuid });
  send();
}

// A room's code is a place for the scans that follow, if it is one of this institution's.
function stand(room) {
  const { place } = form.elements;
  strange.hidden = [...place.options].some((option) => option.value === room);
  if (strange.hidden) place.value = room;
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
    if (codes.length) event.preventDefault();
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
