// Which rows are selected: by their boxes, a range with Shift, by Space on a row, or all that match the filters.
let all = false;
let last = null;

const list = () => document.querySelector("[data-list]");
const boxes = () => [...document.querySelectorAll("[data-list] [data-pick]")];
const total = () => Number(document.querySelector("[data-totals]")?.dataset.count ?? 0);
const idOf = (box) => box.closest("[data-id]").dataset.id;

/** What is selected: `{ids}` or, where all that match are, `{where}`; and how many. */
export function selection() {
  if (all) return { chosen: { where: JSON.parse(document.getElementById("list-where").textContent) }, count: total() };
  const ids = boxes().filter((box) => box.checked).map(idOf);
  return { chosen: { ids }, count: ids.length };
}

/** “1 partner”, “12 partners”. */
export function counted(count) {
  const { one, several } = list().dataset;
  return `${count.toLocaleString("en")} ${count === 1 ? one : several}`;
}

export function clear() {
  all = false;
  for (const box of boxes()) box.checked = false;
  show();
}

function show() {
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const { count } = selection();
  const every = boxes();
  for (const box of every) box.closest("tr").setAttribute("aria-selected", String(box.checked));
  bar.hidden = count === 0;
  bar.querySelector("[data-bulk-words]").textContent = count ? `${counted(count)} selected` : "";
  const more = bar.querySelector("[data-bulk-all]");
  more.hidden = all || total() <= every.length || every.some((box) => !box.checked);
  more.textContent = `Select all ${total().toLocaleString("en")} that match`;
  for (const head of document.querySelectorAll("[data-pick-all]")) {
    head.hidden = false;
    head.checked = every.length > 0 && every.every((box) => box.checked);
    head.indeterminate = !head.checked && count > 0;
  }
}

/** All boxes between the one that was last ticked and this one are as this one is. */
function range(box) {
  const every = boxes();
  const [from, to] = [every.indexOf(last), every.indexOf(box)].sort((a, b) => a - b);
  if (from >= 0) for (const each of every.slice(from, to + 1)) each.checked = box.checked;
}

document.addEventListener("click", (event) => {
  if (event.target.matches("[data-pick]")) {
    all = false;
    if (event.shiftKey && last?.isConnected) range(event.target);
    last = event.target;
  } else if (event.target.matches("[data-pick-all]")) {
    all = false;
    for (const box of boxes()) box.checked = event.target.checked;
  } else if (event.target.closest("[data-bulk-all]")) all = true;
  else if (event.target.closest("[data-bulk-clear]")) clear();
  else return;
  show();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches("[data-list] tr[data-id] > :is(td, th):not(.is-editing)")) return;
  const box = event.target.parentElement.querySelector("[data-pick]");
  if (!box) return;
  event.preventDefault();
  box.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: event.shiftKey }));
});

/** Rows that came later belong to "all that match" as well. */
function goOn() {
  if (all) for (const box of boxes()) box.checked = true;
  show();
}
document.addEventListener("DOMContentLoaded", show);
document.addEventListener("htmx:after:swap", goOn);
document.addEventListener("rows-refreshed", goOn);
