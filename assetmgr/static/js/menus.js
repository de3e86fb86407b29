// Menus are <details>: close the others when one opens, all on Escape or a click outside.
function close(menu) {
  if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  menu.open = false;
}

function openMenus() {
  return [...document.querySelectorAll("details.menu[open]")];
}

document.addEventListener("click", (event) => {
  openMenus()
    .filter((menu) => !menu.contains(event.target))
    .forEach((menu) => {
      menu.open = false;
    });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  openMenus().forEach(close);
  if (location.hash === "#rail") location.hash = "#content";
});
