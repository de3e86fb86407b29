// '/' puts the cursor into the search box, unless a scanner is typing an address.
import { PAUSE_MS, isTyping } from "./typing.js";

let last = -Infinity;

document.addEventListener("keydown", (event) => {
  if (event.key?.length !== 1) return; // on a Latvian keyboard '/' comes with Shift
  const isFollowing = event.timeStamp - last <= PAUSE_MS;
  last = event.timeStamp;
  if (event.key !== "/" || isFollowing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[data-search]");
  if (!box || isTyping(event.target)) return;
  event.preventDefault();
  box.focus();
  box.select();
});
