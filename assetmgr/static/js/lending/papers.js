// A bar while the acts are drawn, where that takes longer than two seconds.
const AFTER_MS = 2_000;

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-papers]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const bar = document.getElementById("papers-progress");
  const waiting = setTimeout(() => (bar.hidden = false), AFTER_MS);
  try {
    const answer = await fetch(link.href);
    if (!answer.ok || answer.redirected) throw new Error(`papers: ${answer.status}`);
    save(await answer.blob(), "akti.pdf");
  } catch {
    location.assign(link.href); // the browser says what is wrong
  } finally {
    clearTimeout(waiting);
    bar.hidden = true;
  }
});

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), AFTER_MS);
}
