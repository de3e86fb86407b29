// A bar of tabs that is wider than the screen begins where one is.
document.querySelectorAll(".tabs").forEach((bar) => {
  const here = bar.querySelector("[aria-current]");
  if (here) bar.scrollLeft = here.offsetLeft - bar.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
});
