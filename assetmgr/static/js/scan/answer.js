// What comes back to the scan page, put into it.
import { showFault, showWith } from "../queue.js";

const PARTS = ["scan-last", "scan-state"];
let isTold = () => {};

// Calls `tell(tone, tones)` after each answer: of the scan, and of each code in it.
export function onAnswer(tell) {
  isTold = tell;
}

showWith((answer) => {
  if (!answer.getElementById(PARTS[0])) {
    showFault("failed");
    isTold("bad", {});
    return;
  }
  showFault(null);
  for (const id of PARTS) document.getElementById(id).replaceWith(answer.getElementById(id));
  const last = document.querySelector("#scan-last [data-tone]");
  isTold(last.dataset.tone, JSON.parse(last.dataset.tones));
});
