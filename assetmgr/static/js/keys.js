// '/' puts the cursor into the search box.
import { isTyping } from "./typing.js";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[data-search]");
  if (!box || isTyping(event.target)) return;
  event.preventDefault();
  box.focus();
  box.select();
});
