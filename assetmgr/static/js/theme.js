// Runs before the first paint (a plain script in the head): marks that scripts work and sets
// the light or dark theme, the person's choice first, the system's otherwise.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("theme") || "auto";
    } catch {
      return "auto";
    }
  };
  const apply = () => {
    const theme = chosen();
    root.dataset.bsTheme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
    document.querySelectorAll("[data-theme-choice]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    });
  };
  root.classList.add("js");
  apply();
  dark.addEventListener("change", apply);
  // Paper is white, whatever the screen is.
  window.addEventListener("beforeprint", () => {
    root.dataset.bsTheme = "light";
  });
  window.addEventListener("afterprint", apply);
  document.addEventListener("DOMContentLoaded", apply);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    try {
      localStorage.setItem("theme", button.dataset.themeChoice);
    } catch {
      // A browser that keeps nothing: the choice can't outlive the page, the system's theme stays.
    }
    apply();
  });
})();
