// Counts on the page of a small count how many devices are ticked.
const form = document.querySelector("[data-ticks]");
const output = form?.querySelector("[data-ticked]");

function count() {
  output.value = form.querySelectorAll("input[type=radio]:checked").length;
}

if (output) {
  form.addEventListener("change", count);
  count();
}
