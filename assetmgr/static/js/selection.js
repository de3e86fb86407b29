// Rows chosen by their checkboxes: the bar below the table counts them and offers the actions.
//   <form data-selection> … <input type="checkbox" data-select> … <… data-selection-bar>
const boxes = (form) => [...form.querySelectorAll("[data-select]")];

function show(form) {
  const all = boxes(form);
  const chosen = all.filter((box) => box.checked);
  all.forEach((box) => box.closest("tr")?.classList.toggle("is-selected", box.checked));
  const bar = form.querySelector("[data-selection-bar]");
  if (bar) {
    bar.dataset.count = String(chosen.length);
    bar.querySelector("output").textContent = String(chosen.length);
  }
  const head = form.querySelector("[data-select-all]");
  if (head) {
    head.checked = all.length > 0 && chosen.length === all.length;
    head.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
}

function setAll(form, checked) {
  boxes(form).forEach((box) => {
    box.checked = checked;
  });
  show(form);
}

function formOf(element) {
  return element.closest("[data-selection]");
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-all]")) setAll(formOf(event.target), event.target.checked);
  else if (event.target.matches("[data-select]")) show(formOf(event.target));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-select-page], [data-select-none]");
  if (button) setAll(formOf(button), button.matches("[data-select-page]"));
});

function showEvery() {
  document.querySelectorAll("[data-selection]").forEach(show);
}

// A page from the browser's back button keeps its ticks, and htmx brings new rows.
window.addEventListener("pageshow", showEvery);
document.addEventListener("htmx:afterSettle", showEvery);
