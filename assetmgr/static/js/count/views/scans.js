// The running list, the newest first. What needs a look is marked where it stands: nothing pushes
// the scan just made out of sight.
import { isAgain, pillOf, stateOf, tagOf, whatOf } from "../scan.js";
import { setRows } from "../rows.js";
import { piece, row } from "../texts.js";
import { toneOf } from "./last.js";

const FEW = 30;
const list = document.getElementById("scans");
const more = document.getElementById("more-scans");
let all = false;

export function onChoose(choose) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.dataset.id);
  });
}

export function showScans(session) {
  const newest = session.scans.toReversed();
  const shown = all ? newest : newest.slice(0, FEW);
  document.getElementById("no-scans").hidden = newest.length > 0;
  setRows(list, shown.map((scan) => line(session, scan)));
  more.hidden = shown.length === newest.length;
  more.onclick = () => {
    all = true;
    showScans(session);
  };
}

function line(session, scan) {
  const made = row("scan-row", {
    tag: tagOf(session, scan),
    pill: piece(isAgain(scan) && pillOf(scan) === "found" ? "again" : pillOf(scan)),
    what: whatOf(session, scan),
    state: stateOf(scan),
  });
  const button = made.querySelector("button");
  button.dataset.id = scan.uuid;
  button.dataset.tone = scan.undone ? "plain" : toneOf(scan);
  return made;
}
