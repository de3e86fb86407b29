// A hand scanner types like a person, only faster, and ends with Enter. Outside text fields such
// a burst becomes a 'scan' event on the document (detail.code); unless a page prevents it, the
// browser goes to the page that finds the device.
import { BURST_MS, isTyping } from "./typing.js";

const SHORTEST = 3;
let burst = "";
let last = 0;

function finish(event) {
  const code = burst.trim();
  burst = "";
  if (code.length < SHORTEST) return;
  event.preventDefault();
  event.stopPropagation();
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
    if (isTyping(event.target) || event.ctrlKey || event.metaKey) return;
    const quick = event.timeStamp - last <= BURST_MS;
    last = event.timeStamp;
    if (event.key === "Enter") {
      if (quick) finish(event);
      burst = "";
    } else if (event.key.length === 1) {
      burst = quick ? burst + event.key : event.key;
    }
  },
  true,
);
