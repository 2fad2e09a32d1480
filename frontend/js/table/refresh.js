// Live: the rows that are shown are fetched again and only those that differ are put in place, so that what somebody
// edits or has selected stays. One row alone is fetched after it was edited here.
import { isEdited } from "../inline-edit.js";
import { keptFocus } from "../live/focus.js";

const MOST = 200;
const LONGEST = 1000;
const LATER = 4000;

async function fetched(address) {
  const response = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!response.ok) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** The rows as they are now, as many as are shown; null where they could not be had. */
async function rowsNow(wanted) {
  const rows = [];
  const first = new URLSearchParams(location.search);
  first.delete("cursor");
  first.set("limit", Math.min(MOST, Math.max(wanted, 50)));
  let address = `${location.pathname}?${first}`;
  while (address && rows.length < wanted) {
    const part = await fetched(`${address}&part=rows`);
    if (!part) return null;
    rows.push(...part.querySelectorAll("tbody > tr"));
    address = part.querySelector("[data-more]")?.getAttribute("href");
    if (address?.startsWith("?")) address = location.pathname + address;
  }
  return rows;
}

const keyOf = (row) => row.dataset.id ?? `group ${row.dataset.group}`;

/** What a row says, without what is added to it here: times are written as the reader writes them. */
function textOf(row) {
  const plain = row.innerHTML.replaceAll(/ (tabindex="-?\d"|checked=""|name="csrfmiddlewaretoken" value="[^"]*")/g, "");
  return plain.replaceAll(/(<time [^>]*?)(?: title="[^"]*")?>[^<]*</g, "$1><");
}

/** An answer that was overtaken on its way says less than what is there. */
const isOlder = (row, than) => Number(row.dataset.version) < Number(than.dataset.version);

/** Puts a new row in the place of an old one; what was selected stays so, and so does where the reader is. */
function replace(old, now) {
  const restore = keptFocus(old);
  const box = old.querySelector("[data-pick]");
  const fresh = document.importNode(now, true);
  if (box?.checked) fresh.querySelector("[data-pick]").checked = true;
  old.replaceWith(fresh);
  fresh.classList.add("just-changed");
  setTimeout(() => fresh.classList.remove("just-changed"), 2300);
  for (const [at, cell] of [...old.cells].entries()) if (cell.tabIndex === 0 && fresh.cells[at]) fresh.cells[at].tabIndex = 0;
  restore();
  window.htmx?.process(fresh);
}

/** Moves a row; where the browser can, with the focus that is in it. */
const move = (body, row, before) => (body.moveBefore ? body.moveBefore(row, before) : body.insertBefore(row, before));

/** Makes the shown rows those of now; rows in which somebody is editing stay as they are. */
function merge(body, now) {
  const restore = keptFocus(body);
  const old = new Map([...body.rows].map((row) => [keyOf(row), row]));
  let place = body.rows[0];
  for (const fresh of now) {
    const known = old.get(keyOf(fresh));
    old.delete(keyOf(fresh));
    if (known && known === place) place = known.nextElementSibling;
    else if (known && !isEdited(known)) move(body, known, place ?? null);
    if (!known) body.insertBefore(document.importNode(fresh, true), place);
    else if (!isEdited(known) && !isOlder(fresh, known) && textOf(known) !== textOf(fresh)) replace(known, fresh);
  }
  for (const gone of old.values()) if (!isEdited(gone)) gone.remove();
  restore();
}

/** Tells those who draw what hangs on the rows: times, selection, totals. */
function told() {
  document.dispatchEvent(new CustomEvent("htmx:after:swap", { detail: {} }));
  document.dispatchEvent(new CustomEvent("rows-refreshed"));
  document.body.dispatchEvent(new CustomEvent("list-changed"));
}

/** Draws the list anew: its rows where it had none, what is said in their place where it has none now. */
async function redraw(list) {
  const page = await fetched(location.href);
  if (!page) return later();
  const now = page?.querySelector("[data-list]")?.childNodes ?? page?.querySelectorAll(".empty-state") ?? [];
  if (!now.length) return undefined;
  list.replaceChildren(...[...now].map((each) => document.importNode(each, true)));
  window.htmx?.process(list);
  return told();
}

let running = Promise.resolve();
let waiting = null;

/** Fetches the rows again: once what is on its way has come, so that the last to ask is the last to be shown. */
export function refresh() {
  waiting ??= running.then(() => {
    waiting = null;
    running = fetchAgain().catch(later);
    return running;
  });
  return waiting;
}

/** What could not be had is asked for again, as if something had changed once more. */
function later() {
  setTimeout(refresh, LATER);
}

/** A page that had no list is drawn whole. */
async function fetchAgain() {
  const list = document.querySelector("[data-list]");
  if (!list) return location.reload();
  const body = list.querySelector("tbody[data-rows]");
  const shown = body?.rows.length ?? 0;
  if (!shown) return redraw(list);
  if (shown > LONGEST) return document.body.dispatchEvent(new CustomEvent("list-changed"));
  const now = await rowsNow(shown);
  if (now === null) return later();
  if (!now.length && !isEdited(list)) return redraw(list);
  merge(body, now);
  return told();
}

document.addEventListener("live-refresh", (event) => event.target.matches?.("[data-own-refresh]") && refresh(), true);

async function refreshRow(event) {
  const list = event.target.closest("[data-list]");
  const row = event.target.closest("tr[data-id]");
  if (!list || !row) return;
  const part = await fetched(list.dataset.rowUrl.replace("ITEM", event.detail.id));
  const now = part?.querySelector("tbody > tr");
  if (now && row.isConnected && !isEdited(row) && !isOlder(now, row)) replace(row, now);
  told();
}

document.addEventListener("item-saved", refreshRow);
document.addEventListener("item-undone", refreshRow);
