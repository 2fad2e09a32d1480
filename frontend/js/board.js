// A board: cards are dragged between the columns, or reached with the arrow keys and moved by their menu (M).
import Sortable from "sortablejs";

const stateOf = (element) => element.closest("[data-state]").dataset.state;
const still = matchMedia("(prefers-reduced-motion: reduce)");

const reasons = () => JSON.parse(document.getElementById("board-reasons").textContent);

/** While a card is dragged, each column that takes it is marked so, and each that does not says why. */
function markColumns(board, from) {
  const why = reasons()[from];
  for (const column of board.querySelectorAll("[data-state]")) {
    const isHome = column.dataset.state === from;
    const says = isHome ? "" : why[column.dataset.state];
    const note = column.querySelector(".board-why");
    column.classList.toggle("is-closed", Boolean(says));
    column.classList.toggle("is-open", !isHome && !says);
    note.textContent = says;
    note.hidden = !says;
  }
  board.dataset.busy = "";
}

function unmarkColumns(board) {
  for (const column of board.querySelectorAll("[data-state]")) {
    column.classList.remove("is-closed", "is-open");
    column.querySelector(".board-why").hidden = true;
  }
  delete board.dataset.busy;
}

/** Asked of `move.js`, which is on every page of items; resolves to whether the card has moved. */
function moveTo({ dataset: { moveUrl: url, asks } }, from, to) {
  return new Promise((done) => {
    const detail = { url, from, to, asks: asks.split(" ").includes(to), done };
    document.dispatchEvent(new CustomEvent("item-move", { detail }));
  });
}

/** The column over which the hand let go, its heading included: a card that hovers elsewhere still hangs in the one before. */
function columnUnder(event) {
  const { clientX, clientY } = event.changedTouches?.[0] ?? event;
  return document.elementFromPoint(clientX, clientY)?.closest("[data-state]");
}

async function dropped({ item: card, from, oldIndex, originalEvent }) {
  const board = card.closest("[data-board]");
  const putBack = () => from.insertBefore(card, from.children[oldIndex] ?? null);
  const column = columnUnder(originalEvent);
  const isTaken = column?.matches(".is-open");
  unmarkColumns(board);
  if (!isTaken) {
    putBack();
    return;
  }
  const cardsThere = column.querySelector("[data-cards]");
  if (!cardsThere.contains(card)) cardsThere.prepend(card);
  board.dataset.busy = "";
  const moved = await moveTo(card, stateOf(from), stateOf(column));
  delete board.dataset.busy;
  if (!moved) putBack();
  card.querySelector("[data-card]").focus({ preventScroll: true });
  board.dispatchEvent(new CustomEvent("live-refresh"));
}

function start() {
  for (const list of document.querySelectorAll("[data-board] [data-cards]")) {
    if (Sortable.get(list)) continue;
    Sortable.create(list, {
      group: "board",
      sort: false,
      forceFallback: true, // one way for mouse, pen and finger, in every browser
      fallbackTolerance: 4,
      draggable: "[data-move-url]",
      filter: "details, button",
      preventOnFilter: false,
      animation: still.matches ? 0 : 120,
      ghostClass: "is-drop-place",
      chosenClass: "is-dragging",
      delay: 150,
      delayOnTouchOnly: true,
      onStart: ({ item }) => markColumns(item.closest("[data-board]"), stateOf(item)),
      onMove: ({ to, from }) => to === from || !reasons()[stateOf(from)][stateOf(to)],
      onEnd: dropped,
    });
  }
}

const cards = (column) => [...column.querySelectorAll("[data-card]")];

/** The card that an arrow key leads to: up and down in the column, left and right to the next column that has any. */
function neighbour(card, key) {
  const column = card.closest("[data-state]");
  const at = cards(column).indexOf(card);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step) return cards(column)[at + step];
  const columns = [...document.querySelectorAll("[data-board] [data-state]")];
  const side = key === "ArrowRight" ? 1 : -1;
  for (let next = columns.indexOf(column) + side; columns[next]; next += side) {
    const there = cards(columns[next]);
    if (there.length) return there[Math.min(at, there.length - 1)];
  }
  return undefined;
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-card]");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const menu = card.closest("[data-move-url]").querySelector("[data-move-menu]");
  if (event.key === "m" && menu) {
    menu.open = true;
    menu.querySelector("[data-move]").focus();
  } else if (event.key.startsWith("Arrow")) neighbour(card, event.key)?.focus();
  else return;
  event.preventDefault();
});

document.addEventListener("htmx:after:swap", start);
document.addEventListener("DOMContentLoaded", start);
if (document.readyState !== "loading") start();
