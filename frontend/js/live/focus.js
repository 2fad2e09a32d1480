// Where somebody is on a page, in words that still hold when that part of it is drawn anew.
const SAME = ["name", "href", "data-field", "data-move", "data-label"];
const CAN_FOCUS = "a[href], button, summary, input, select, textarea, [tabindex]";

/** A cell or a field is the same one whatever it holds now. */
const wordsOf = (element) => (element.matches("td, th, [data-field]") ? "" : element.textContent.trim());
const described = (element) => JSON.stringify([element.tagName, wordsOf(element), SAME.map((name) => element.getAttribute(name))]);
const anchorOf = (element) => element.parentElement.closest("[data-id], [id], [data-group]");

/** The selector of an element with a name of its own. */
function selectorOf(element) {
  const { id, dataset } = element;
  if (id) return `#${CSS.escape(id)}`;
  return dataset.id ? `[data-id="${CSS.escape(dataset.id)}"]` : `[data-group="${CSS.escape(dataset.group)}"]`;
}

/** Remembers the focus within `root`; what it gives puts it back, unless it has gone elsewhere meanwhile. */
export function keptFocus(root) {
  const element = document.activeElement;
  if (!element || element === document.body || !root.contains(element) || element === root) return () => {};
  const words = described(element);
  const own = element.id && selectorOf(element);
  const anchor = anchorOf(element);
  const around = anchor && root.contains(anchor) ? selectorOf(anchor) : "";
  const at = element.closest("tr")?.rowIndex;
  return () => {
    const now = document.activeElement;
    const isLost = !now || now === document.body || (now === element && described(now) !== words);
    if (!isLost) return;
    const place = (around && document.querySelector(around)) || document.getElementById("main");
    const same = [...place.querySelectorAll(element.tagName)].find((each) => described(each) === words);
    const found = (own && document.querySelector(own)) || same || nearest(around && place, at);
    if (!found) return;
    if (!found.matches(CAN_FOCUS)) found.tabIndex = -1;
    found.focus({ preventScroll: true });
  };
}

/** What stands in its place when it is gone: another part of the same item, or the row that moved up. */
function nearest(place, at) {
  if (place && place.id !== "main" && document.contains(place)) return place.querySelector(CAN_FOCUS);
  const rows = document.querySelector("[data-rows]")?.rows;
  return rows?.length ? rows[Math.min(rows.length, Math.max(1, at ?? 1)) - 1].querySelector(CAN_FOCUS) : null;
}
