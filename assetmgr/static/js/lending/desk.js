// What both desks share: the box that always has the focus, undo with its countdown, the sound.
import { send } from "../queue.js";
import { isLoud, setLoud } from "../scan/feedback.js";
import { isTyping } from "../typing.js";
import { at } from "./answer.js";

const TICK_MS = 1_000;

// Sends a form of the desk, under the page's token, as the parts of a page have none; a second press
// before the answer sends nothing.
function sendForm(form) {
  const button = form.querySelector("button[type=submit]");
  if (button.disabled) return;
  const body = new FormData(form);
  body.set("csrf_token", at("desk-form").elements.csrf_token.value);
  button.disabled = true;
  send(form.action, () => body, () => (button.disabled = false));
}

// Presses the one thing that the last answer offers; whether there is one.
export function pressRemedy() {
  const form = document.querySelector("#desk-last form[data-remedy]");
  if (!form?.reportValidity()) return false;
  sendForm(form);
  return true;
}

// Whoever presses a button or a choice goes on scanning: the keyboard belongs to the box again.
function refocus() {
  if (!isTyping(document.activeElement)) at("code").focus({ preventScroll: true });
}

function showSound() {
  at("desk-sound").setAttribute("aria-pressed", String(isLoud()));
}

// How long what was done can still be undone; then its button goes.
function countDown() {
  const now = Date.now() / 1_000;
  for (const form of document.querySelectorAll("[data-desk-undo]")) {
    const left = Math.ceil(Number(form.dataset.until) - now);
    if (left <= 0) {
      form.remove();
      continue;
    }
    const seconds = String(left % 60).padStart(2, "0");
    form.querySelector(".desk-left").textContent = ` ${Math.floor(left / 60)}:${seconds}`;
  }
}

// `enter(code)` takes what was scanned or typed and confirmed; '' where nothing was.
export function openDesk(enter) {
  document.addEventListener("scan", (event) => {
    event.preventDefault();
    enter(event.detail.code);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-desk-send], [data-desk-undo]");
    if (!form) return;
    event.preventDefault();
    if (form === at("desk-form")) {
      const code = at("code").value.trim();
      at("code").value = "";
      enter(code);
    } else {
      sendForm(form);
      at("code").focus({ preventScroll: true });
    }
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".desk-extras input, #fast")) refocus();
  });
  document.addEventListener("click", refocus);
  at("desk-sound").addEventListener("click", () => {
    setLoud(!isLoud());
    showSound();
  });
  showSound();
  countDown();
  setInterval(countDown, TICK_MS);
  at("code").focus({ preventScroll: true });
}
