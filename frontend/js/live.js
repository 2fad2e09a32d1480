// Live pages. The stream carries ids only; whatever on the page shows one of them fetches itself again.
//
//   <div id="live" hx-sse:connect="/api/v1/events"></div>      one per page
//   <section data-live="lead:Ab3 space:X1" hx-get="…" hx-trigger="live-refresh">…</section>
//
// A message is `event: change` with data {"space": "X1", "kind": "lead", "id": "Ab3"}; an element can watch one
// thing (`lead:Ab3`), a kind (`lead`), or all of a space (`space:X1`). A message of the kind "space" says that too much
// of it was missed to be told: every element that watches anything fetches itself again.
import { FIELDS, isChanged } from "./changed.js";
import { keptFocus } from "./live/focus.js";
import { isShorter, lengthened } from "./live/grown.js";

const WAIT = 150;
const LONGEST = 2000;
const LATER = 4000;
const due = new Set();
const flashes = new WeakSet();
let timer;
let waitsSince;

/** Fetching the element again would take something out of its reader's hands: it waits. */
function isInUse(element) {
  if (element.matches(":has(input:focus, textarea:focus, select:focus)")) return true;
  if (element.matches("[data-busy], :has([data-busy], [data-move-menu][open])")) return true;
  return [...element.querySelectorAll(FIELDS)].some(isChanged);
}

/** Soon, once it is quiet for a moment; at the latest two seconds after the first change, however many follow. */
function refreshSoon() {
  waitsSince ??= Date.now();
  clearTimeout(timer);
  timer = setTimeout(refresh, Math.max(0, Math.min(WAIT, waitsSince + LONGEST - Date.now())));
}

function refresh() {
  waitsSince = undefined;
  for (const element of due) {
    // A list that fetches its own rows again leaves alone what is in use.
    const takesCare = element.matches("[data-own-refresh]");
    if (element.isConnected && !takesCare && isInUse(element)) continue;
    due.delete(element);
    if (!element.isConnected) continue;
    if (!takesCare) flashes.add(element);
    element.dispatchEvent(new CustomEvent("live-refresh", { bubbles: false }));
  }
  if (due.size) timer = setTimeout(refresh, LATER);
}

function refreshLater(element) {
  due.add(element);
  clearTimeout(timer);
  timer = setTimeout(refresh, LATER);
}

document.addEventListener("change", (event) => {
  const data = event.detail?.data;
  if (!data) return;
  let refs, all;
  try {
    const { space, kind, id } = typeof data === "string" ? JSON.parse(data) : data;
    refs = [`space:${space}`, `${kind}:${id}`, kind];
    all = kind === "space";
  } catch {
    return;
  }
  for (const element of document.querySelectorAll("[data-live]")) {
    const watched = element.dataset.live.split(" ");
    if (all || watched.some((ref) => refs.includes(ref))) due.add(element);
  }
  refreshSoon();
});

// The new part is worked into the old one: what stays the same stays as it is, with its focus, its open menus and details,
// and where it is scrolled to. What was taken into use while the answer was on its way stays altogether.
window.htmx?.config.morphIgnore.push("open");
const lengthening = new WeakSet();
const restore = new WeakMap();

document.addEventListener("htmx:before:swap", (event) => {
  const element = event.target;
  if (!element.matches?.("[data-live]")) return;
  const { ctx, tasks } = event.detail;
  if (isInUse(element)) {
    event.preventDefault();
    refreshLater(element);
    return;
  }
  if (ctx.response.status < 400 && !lengthening.delete(ctx) && isShorter(element, ctx.text)) {
    event.preventDefault();
    lengthening.add(ctx);
    lengthened(element, ctx.text)
      .catch(() => ctx.text) // as long as it comes, where the rest cannot be had
      .then((text) => element.isConnected && window.htmx.swap(Object.assign(ctx, { text })));
    return;
  }
  const own = tasks.find((task) => task.target === element);
  if (!own?.fragment.childElementCount) {
    event.preventDefault();
    // What this part is about is gone, or no longer for this reader: the page says so. After any other error it stays.
    if (ctx.response.status === 404) location.reload();
    else refreshLater(element);
    return;
  }
  for (const select of element.querySelectorAll("select.tomselected")) select.tomselect?.destroy();
  if (own.swapSpec.style === "outerHTML") own.swapSpec.style = "outerMorph";
  restore.set(element, keptFocus(element));
});

document.addEventListener("htmx:after:swap", (event) => {
  const element = event.target;
  if (!restore.has(element)) return;
  restore.get(element)();
  restore.delete(element);
  if (!flashes.delete(element)) return;
  element.classList.add("just-changed");
  setTimeout(() => element.classList.remove("just-changed"), 2300);
});

/** Says plainly when the page has stopped being live, and why: lost for a moment, or signed out for good. */
function show(id, shown) {
  const banner = document.getElementById(id);
  if (banner) banner.hidden = !shown;
}
let signedOut = false;
function sayLost(event) {
  signedOut ||= event.type === "signed-out" || event.detail?.status === 401;
  show("live-lost", !signedOut);
  show("signed-out", signedOut);
  // Whoever signs in again comes back to this page.
  const way = document.querySelector("#signed-out a");
  if (way && signedOut) way.search = new URLSearchParams({ next: location.pathname + location.search });
}
for (const name of ["htmx:sse:error", "signed-out"]) document.addEventListener(name, sayLost);
document.addEventListener("htmx:after:sse:connection", () => show("live-lost", false));
// Whoever was signed out is not let in by asking again.
document.addEventListener("htmx:before:sse:connection", (event) => {
  if (signedOut) event.detail.connection.cancelled = true;
});
