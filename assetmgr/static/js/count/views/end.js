// Signing off: what holds it up, what was said.
import { put, text } from "../texts.js";

const button = document.getElementById("sign-off");
const state = document.getElementById("sign-off-state");

export function showEnd(session, isOnline) {
  const reason = holdsUp(session, isOnline);
  button.disabled = reason !== null || session.phone.signOff !== null;
  put(state, words(session, reason));
}

// Offline it's kept and goes out after what waits; online that takes a moment, so it waits.
function holdsUp({ phone, waiting }, isOnline) {
  if (phone.trouble) return "trouble";
  return waiting > 0 && isOnline ? "sending" : null;
}

function words({ phone, waiting }, reason) {
  if (phone.signOff === "done") return text("signed-off");
  if (phone.signOff === "asked") return text("asked");
  if (reason) return text(reason, { waiting });
  return text(waiting > 0 ? "wait-to-sign-off" : "may-sign-off", { waiting });
}
