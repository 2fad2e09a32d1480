// Menus are <details class="menu">: they open without script. Script adds arrows, Escape and closing, and fetches what a
// menu holds when it is opened for the first time, where there is only a link to it (.menu-later) until then.
import { part } from "./part.js";

const OPEN = "details.menu[open], details.company-switch[open]";
let placed;
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

// Inside a table or a board that scrolls sideways a menu would be cut off; there it is placed over the page, and goes along
// with what it belongs to.
function place({ menu, list }) {
  const at = menu.getBoundingClientRect();
  const below = at.bottom + list.offsetHeight + 8 < innerHeight;
  list.style.setProperty("position", "fixed");
  list.style.setProperty("inset", "auto");
  list.style.setProperty("top", `${below ? at.bottom + 4 : Math.max(8, at.top - list.offsetHeight - 4)}px`);
  list.style.setProperty("left", `${Math.max(8, at.right - list.offsetWidth)}px`);
}

// The arrows of the columns load the page anew, with the menu open: whoever pressed one goes on where they were.
const PRESSED = "menu-pressed";
const nameOf = (link) => link.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "";

document.addEventListener("click", (event) => {
  const link = event.target.closest(".column-list a");
  if (link) sessionStorage.setItem(PRESSED, nameOf(link));
});

function goOn() {
  const menu = document.querySelector(".list-tools details.menu[open]");
  const pressed = sessionStorage.getItem(PRESSED);
  sessionStorage.removeItem(PRESSED);
  if (!menu || pressed === null) return;
  const again = [...menu.querySelectorAll(".column-list a")].find((link) => nameOf(link) === pressed);
  (again ?? menu.querySelector("summary")).focus();
}
document.addEventListener("DOMContentLoaded", goOn);

async function fill(menu) {
  const later = menu.querySelector(":scope > .menu-later");
  if (!later || later.ariaBusy) return;
  later.ariaBusy = "true";
  const answer = await part(`${later.href}&part=menu`);
  if (answer.status === 200) later.replaceWith(answer.part);
  later.ariaBusy = null;
}

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (menu.matches?.("details.menu[open]")) fill(menu);
    const inside = menu.matches?.("details.menu[open]") && menu.closest(".data-scroll, .board-columns");
    const list = inside && menu.querySelector(".menu-list");
    if (!list) return;
    placed = { menu, list };
    place(placed);
  },
  true,
);
addEventListener(
  "scroll",
  (event) => {
    if (!placed?.menu.open || placed.list.contains(event.target)) return;
    place(placed);
  },
  true,
);

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
