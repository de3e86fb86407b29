// The scan page: camera, hand scanner, photo and typing all lead to the same answer.
import { send, showFault } from "../queue.js";
import { onAnswer } from "./answer.js";
import { openCamera } from "./camera.js";
import { isLoud, setLoud, signal } from "./feedback.js";
import { newcomers } from "./fresh.js";
import { drawMarks } from "./marks.js";
import { decodePhoto } from "./photo.js";

const at = (id) => document.getElementById(id);
const stage = document.querySelector(".scan-stage");
const tones = new Map();
const fresh = newcomers();
const SIGNALS = { ok: "ok", amber: "warn", bad: "bad" };
let camera = null;

function read(texts) {
  if (texts.length > 0) send(at("scan-form").action, () => told(texts));
}

// The form as it is when these codes are sent: a room's code that came before them set its room.
function told(texts) {
  const body = new FormData(at("scan-form"));
  body.delete("code");
  for (const text of texts) body.append("code", text);
  return body;
}

onAnswer((tone, each) => {
  for (const [text, one] of Object.entries(each)) tones.set(text, one);
  if (SIGNALS[tone]) signal(SIGNALS[tone]);
});

function saw(codes) {
  drawMarks(at("scan-marks"), at("scan-video"), codes, (text) => tones.get(text));
  read(fresh(codes).map((code) => code.text));
}

function close(fault = null) {
  camera?.stop();
  camera = null;
  at("scan-marks").width = 0;
  showFault(fault);
  showTools();
}

function showTools() {
  stage.classList.toggle("is-live", camera !== null);
  at("scan-stop").hidden = camera === null;
  at("scan-torch").hidden = !camera?.hasTorch;
  if (!camera) showTorch(false);
}

function showTorch(on) {
  at("scan-torch").setAttribute("aria-pressed", String(on));
}

async function open() {
  showFault(null);
  at("scan-start").disabled = true; // a second camera would stay on for good
  try {
    camera = await openCamera(at("scan-video"), { onCodes: saw, onError: ({ code }) => close(code) });
  } catch (fault) {
    showFault(fault.code);
  }
  at("scan-start").disabled = false;
  showTools();
}

async function openIfAllowed() {
  const state = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  if (state?.state === "granted") open();
}

function showSound() {
  at("scan-sound").setAttribute("aria-pressed", String(isLoud()));
}

at("scan-start").addEventListener("click", open);
at("scan-stop").addEventListener("click", () => close());
at("scan-torch").addEventListener("click", async ({ currentTarget }) => {
  const on = currentTarget.getAttribute("aria-pressed") !== "true";
  const done = await camera.torch(on).then(() => camera !== null, () => false);
  if (done) showTorch(on);
});
at("scan-sound").addEventListener("click", () => {
  setLoud(!isLoud());
  showSound();
});

// A hand scanner types anywhere on the page (scanner.js).
document.addEventListener("scan", (event) => {
  event.preventDefault();
  read([event.detail.code]);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-scan-send]");
  if (!form) return;
  event.preventDefault();
  if (form !== at("scan-form")) {
    const body = new FormData(form);
    send(form.action, () => body);
    return;
  }
  read([at("code").value]);
  at("code").value = "";
});

at("photo").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const texts = await decodePhoto(file);
  target.value = "";
  if (texts.length === 0) {
    signal("bad");
    showFault("photo");
  }
  read(texts);
});

showSound();
openIfAllowed();
