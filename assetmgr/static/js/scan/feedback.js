// What a scan sounds and feels like: signal("ok" | "warn" | "bad").
const KEPT = "scan-sound";
const TONES = { ok: [[1320, 0.09]], warn: [[880, 0.12], [880, 0.12]], bad: [[330, 0.3]] };
const SHAKES = { ok: 40, warn: [60, 60, 60], bad: 260 };
const GAP = 0.06;
const LOUDNESS = 0.2;

let context = null;

// Browsers let a page sound only after somebody touched it; a phone's lock takes that back.
function wake() {
  context ??= new AudioContext();
  if (context.state !== "running") context.resume().catch(() => {});
}
for (const gesture of ["pointerup", "click"]) document.addEventListener(gesture, wake, true);

// Of a scanner's keys the last one: the work of beginning would lengthen the pause after another.
document.addEventListener("keydown", ({ key }) => key === "Enter" && wake(), true);

export function isLoud() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

export function setLoud(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing: the choice can't outlive the page, and sound stays on.
  }
}

function sound(notes) {
  if (context?.state !== "running") return;
  let at = context.currentTime;
  for (const [pitch, seconds] of notes) {
    const [note, volume] = [context.createOscillator(), context.createGain()];
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(LOUDNESS, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    note.connect(volume).connect(context.destination);
    note.start(at);
    note.stop(at + seconds);
    at += seconds + GAP;
  }
}

// The edge of the page lights up in the result's colour, unless the person wants no motion.
function flash(tone) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const edge = document.querySelector("[data-scan-edge]");
  if (!edge) return;
  edge.dataset.scanEdge = "";
  edge.getBoundingClientRect(); // so that the same tone once more is seen, too
  edge.dataset.scanEdge = tone;
}

export function signal(tone) {
  if (isLoud()) sound(TONES[tone]);
  // Before anybody touched the page a browser shakes nothing, and complains.
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(SHAKES[tone]);
  flash(tone);
}
