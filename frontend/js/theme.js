// Runs before the page is painted, so that a remembered dark theme never flashes white.
const media = matchMedia("(prefers-color-scheme: dark)");

/** The remembered choice: "light", "dark" or "auto". */
function chosen() {
  try {
    return localStorage.getItem("theme") ?? "auto";
  } catch {
    return "auto";
  }
}

function apply() {
  const choice = chosen();
  const dark = choice === "dark" || (choice === "auto" && media.matches);
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  try {
    localStorage.setItem("theme", button.dataset.themeChoice);
  } catch {
    // A browser that remembers nothing still shows the page.
  }
  apply();
});
media.addEventListener("change", apply);
document.addEventListener("DOMContentLoaded", apply);
apply();
