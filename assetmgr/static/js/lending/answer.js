// What comes back to the desk, put into the page.
import { showFault, showWith } from "../queue.js";
import { signal } from "../scan/feedback.js";

const SIGNALS = { ok: "ok", amber: "warn", bad: "bad" };
const SHOWN = 20;
let isAnswered = () => {};

export const at = (id) => document.getElementById(id);

// Calls `tell(part, answer)` after each answer: the new #desk-last's inner element, the document.
export function onAnswer(tell) {
  isAnswered = tell;
}

showWith((answer) => {
  if (!answer.getElementById("desk-last")) {
    showFault("failed");
    signal("bad");
    return;
  }
  showFault(null);
  at("desk-last").replaceWith(answer.getElementById("desk-last"));
  for (const line of answer.querySelectorAll("#desk-lines-new > li")) at(line.id)?.replaceWith(line);
  for (const line of answer.querySelectorAll("#desk-new > li")) putOnTop(line);
  const last = document.querySelector("#desk-last [data-tone]");
  if (SIGNALS[last?.dataset.tone]) signal(SIGNALS[last.dataset.tone]);
  isAnswered(last, answer);
});

// An act that is there already is shown anew where it stands.
function putOnTop(line) {
  const known = at(line.id);
  if (known) known.replaceWith(line);
  else at("desk-log").prepend(line);
  at("log-empty").hidden = true;
  while (at("desk-log").children.length > SHOWN) at("desk-log").lastElementChild.remove();
}
