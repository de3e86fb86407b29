// A hand scanner types like a person, only faster, and ends with Enter. Outside text fields such
// a burst becomes a 'scan' event on the document (detail.code); unless a page prevents it, the
// browser goes to the page that finds the device. Lists of choices, which take its letters for
// somebody looking for a choice, and fields that say data-scan-through let it through as well.
import { BURST_MS, PAUSE_MS, isTyping } from "./typing.js";

const SHORTEST = 3;
let burst = "";
let began = 0;
let last = -Infinity;
let restore = () => {};

function isThrough(target) {
  return target instanceof HTMLSelectElement || "scanThrough" in (target.dataset ?? {});
}

// What gives the field with the focus back what stood in it before the scanner typed into it.
function restoring(field) {
  if (!isTyping(field)) return () => {};
  const { value } = field;
  return () => {
    field.value = value;
  };
}

function begin(event) {
  burst = "";
  began = event.timeStamp;
  restore = restoring(event.target);
}

function finish(event) {
  const code = burst.trim();
  const isQuick = event.timeStamp - began <= BURST_MS * burst.length;
  burst = "";
  if (code.length < SHORTEST || !isQuick) return;
  event.preventDefault();
  event.stopPropagation();
  restore();
  const scan = new CustomEvent("scan", { detail: { code }, cancelable: true });
  const find = document.body.dataset.findUrl;
  if (document.dispatchEvent(scan) && find) {
    window.location.assign(`${find}?code=${encodeURIComponent(code)}`);
  }
}

// Captured, so that the Enter that ends a scan presses no button that happens to have the focus.
document.addEventListener(
  "keydown",
  (event) => {
    const { target } = event;
    if (event.key !== "Enter" && event.key?.length !== 1) return; // Shift is no part of a code
    if ((isTyping(target) && !isThrough(target)) || event.ctrlKey || event.metaKey) return;
    const isFollowing = event.timeStamp - last <= PAUSE_MS;
    last = event.timeStamp;
    if (event.key === "Enter") {
      if (isFollowing) finish(event);
      burst = "";
    } else {
      if (!isFollowing || burst === "") begin(event);
      burst += event.key;
    }
  },
  true,
);
