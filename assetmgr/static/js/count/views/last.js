// The scan just made, large, and what can be said about it.
import { deviceOf, isAgain, outcomeOf, pillOf, placeOf, stateOf, tagOf, whatOf } from "../scan.js";
import { heldText, piece, put, text } from "../texts.js";

const at = (id) => document.getElementById(id);
const TONES = { found: "ok", elsewhere: "amber", unlisted: "amber" };

export const toneOf = (scan) => (isAgain(scan) ? "amber" : (TONES[outcomeOf(scan)] ?? "bad"));

export function showLast(session, scan) {
  const { fault, codes } = session.keeper;
  at("last").hidden = !scan && !fault;
  if (fault) showHeld(codes);
  else if (scan) showScan(session, scan);
}

function showHeld(codes) {
  at("last").dataset.tone = "bad";
  put(at("last-tag"), codes.at(-1));
  put(at("last-pill"), piece("not-kept"));
  put(at("last-again"), null);
  at("last-actions").hidden = true;
  put(at("last-model"), heldText(codes));
  for (const id of ["last-place", "last-state", "last-note"]) put(at(id), "");
}

function showScan(session, scan) {
  at("last").dataset.tone = scan.undone ? "plain" : toneOf(scan);
  put(at("last-tag"), tagOf(session, scan));
  put(at("last-pill"), piece(pillOf(scan)));
  put(at("last-again"), isAgain(scan) && !scan.undone ? piece("again") : null);
  put(at("last-model"), whatOf(session, scan));
  put(at("last-place"), scan.move_here ? text("moved-here") : placeOf(session, scan));
  put(at("last-state"), stateOf(scan));
  put(at("last-note"), scan.note);
  showActions(session, scan);
}

function showActions(session, scan) {
  const isOurs = Boolean(deviceOf(session, scan));
  const outcome = outcomeOf(scan);
  at("last-actions").hidden = scan.undone;
  at("move-here").hidden = outcome !== "elsewhere" || scan.move_here === true;
  at("photo").hidden = outcome !== "unknown";
  for (const id of ["good", "damaged"]) {
    at(id).hidden = !isOurs;
    at(id).setAttribute("aria-pressed", String(scan.condition === id));
  }
}
