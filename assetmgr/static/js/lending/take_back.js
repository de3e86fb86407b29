// The return desk: a scan shows the device, Enter takes it back; in quick mode the scan does.
import { send } from "../queue.js";
import { at, onAnswer } from "./answer.js";
import { openDesk, pressRemedy } from "./desk.js";

function enter(code) {
  if (!code) return void pressRemedy();
  const body = new FormData(at("desk-form"));
  body.set("code", code);
  send(at("desk-form").action, () => body);
}

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  at("code").value = "";
  at("desk-last").replaceChildren();
  at("code").focus();
});

// On a phone the button is below the answer to it.
onAnswer((last) => last?.scrollIntoView({ block: "nearest" }));

openDesk(enter);
