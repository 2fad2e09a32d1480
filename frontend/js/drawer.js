// The sidebar on a phone: opens over the page, closes with Escape, a tap beside it or a choice.
const toggle = () => document.querySelector("[data-drawer-toggle]");
const drawer = () => document.getElementById("sidebar");

function set(open) {
  const button = toggle();
  if (!button) return;
  drawer().classList.toggle("is-open", open);
  button.setAttribute("aria-expanded", String(open));
  if (open) drawer().querySelector("a, button, summary")?.focus();
  else if (drawer().contains(document.activeElement)) button.focus();
}

document.addEventListener("click", (event) => {
  const isOpen = drawer()?.classList.contains("is-open");
  if (event.target.closest("[data-drawer-toggle]")) set(!isOpen);
  else if (isOpen && !event.target.closest("#sidebar")) set(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer()?.classList.contains("is-open")) set(false);
});
