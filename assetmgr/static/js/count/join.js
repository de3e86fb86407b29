// On a stocktake's page: this phone joins it, or goes on where it had joined before.
import { fetchList } from "./found.js";
import { addPhone, phoneFor } from "./store.js";

const box = document.querySelector("[data-join]");
const button = box.querySelector("button");
const field = box.querySelector("input");

function say(name, words = null) {
  for (const line of box.querySelectorAll("[data-say]")) {
    line.hidden = line.dataset.say !== name;
    if (!line.hidden && words) line.textContent = words;
  }
}

async function pressed() {
  button.disabled = true;
  say("busy");
  try {
    const known = await phoneFor(Number(box.dataset.stocktake));
    if (known && known.trouble?.kind !== "phone") goCounting(known);
    else await join(known);
  } catch {
    say("failed");
  }
  button.disabled = false;
}

// Whoever has yet to deliver may join after the closing, too.
const holdsScans = (known) => known !== undefined && known.received < known.next - 1;

async function join(known) {
  const name = field.value.trim() || device();
  const response = await fetch(box.dataset.joinUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": box.dataset.csrf },
    body: JSON.stringify({ name, holds_scans: holdsScans(known) }),
  });
  const told = await response.json();
  if (response.status === 201) await begin(told, name);
  else say("refused", told.error);
}

async function begin(told, name) {
  const phone = await addPhone(told, name);
  await navigator.storage?.persist?.();
  await fetchList(phone.key);
  goCounting(phone);
}

function goCounting({ stocktake }) {
  window.location.assign(`${box.dataset.countUrl}#${stocktake.id}`);
}

function device() {
  const names = [/iPhone|iPad/, /Android/, /Windows/, /Macintosh/, /Linux/];
  return names.map((name) => navigator.userAgent.match(name)?.[0]).find(Boolean) ?? "?";
}

// On the page of a closed stocktake the box is for such a phone alone.
async function showLate(late) {
  const known = await phoneFor(Number(box.dataset.stocktake));
  late.hidden = known?.trouble?.kind !== "phone" || !holdsScans(known);
}

const late = box.closest("[data-late]");
field.placeholder = device();
button.addEventListener("click", pressed);
if (!window.isSecureContext || !window.indexedDB) {
  button.disabled = true;
  say("insecure");
} else if (late) {
  await showLate(late);
}
