// <button data-copy="text" data-copied="Nokopēts"> copies the text and says so in its own words.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const live = document.getElementById("live");
  if (live) live.textContent = button.dataset.copied;
});
