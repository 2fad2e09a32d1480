// Menus are <details class="menu">: they open without script. Script adds arrows, Escape and closing.
const OPEN = "details.menu[open], details.company-switch[open]";
const ITEMS = ".menu-list :is(a, button):not([disabled])";

function closeAll(except) {
  for (const menu of document.querySelectorAll(OPEN)) {
    if (menu !== except && !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  const inside = event.target.closest("details.menu, details.company-switch");
  closeAll(inside);
  // A choice closes its menu; the form or request it starts goes on.
  if (inside && event.target.closest(ITEMS)) setTimeout(() => (inside.open = false));
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(OPEN);
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll(ITEMS)];
  const at = items.indexOf(document.activeElement);
  const next = at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length;
  items[next]?.focus();
});
