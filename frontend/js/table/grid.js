// A table as a grid: one cell is in the order of Tab, arrows move to the others. Enter follows the cell's link where
// nothing is edited there (inline-edit.js edits), Space selects the row (selection.js).
const GRID = "table[role=grid]";
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const PAGE = 10;

const rowsOf = (grid) => [...grid.tBodies[0].rows];

/** The cell that Tab leads to. */
function offer(grid) {
  if (grid.querySelector("tbody [tabindex='0']")) return;
  const first = grid.querySelector("tbody tr[data-id] > :not(.pick)");
  if (first) first.tabIndex = 0;
}

/** Makes a cell the one that Tab leads to. */
function offerOnly(grid, cell) {
  for (const each of grid.querySelectorAll("tbody [tabindex='0']")) if (each.matches("td, th")) each.tabIndex = -1;
  cell.tabIndex = 0;
}

function go(grid, cell) {
  if (!cell) return;
  offerOnly(grid, cell);
  cell.focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Where a key leads to from a cell. */
function target(grid, cell, event) {
  const rows = rowsOf(grid);
  const at = rows.indexOf(cell.parentElement);
  const last = cell.parentElement.cells.length - 1;
  const whole = event.ctrlKey || event.metaKey;
  let [row, column] = [at, cell.cellIndex];
  if (STEPS[event.key]) {
    row += STEPS[event.key][0];
    column += STEPS[event.key][1];
  } else if (event.key === "Home") [row, column] = [whole ? 0 : row, 0];
  else if (event.key === "End") [row, column] = [whole ? rows.length - 1 : row, last];
  else if (event.key === "PageDown") row = Math.min(rows.length - 1, row + PAGE);
  else if (event.key === "PageUp") row = Math.max(0, row - PAGE);
  else return null;
  const found = rows[row];
  return found?.cells[Math.min(Math.max(0, column), found.cells.length - 1)] ?? cell;
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.(`${GRID} tbody :is(td, th)`);
  if (!cell || event.altKey || cell.classList.contains("is-editing") || event.defaultPrevented) return;
  const grid = cell.closest(GRID);
  const next = target(grid, cell, event);
  if (next) {
    event.preventDefault();
    go(grid, next);
  } else if (event.key === "Enter" && event.target === cell) cell.querySelector("a, button")?.click();
});

// A click on a cell is where the arrows go on from.
document.addEventListener("click", (event) => {
  const cell = event.target.closest?.(`${GRID} tbody tr[data-id] > :is(td, th):not(.pick)`);
  if (cell && !event.target.closest("a, button, input, select, textarea, .cell-editor")) go(cell.closest(GRID), cell);
});

// So is the cell that got the focus back after it was edited.
document.addEventListener("focusin", ({ target: cell }) => {
  if (cell.matches(`${GRID} tbody tr[data-id] > :is(td, th)[tabindex="-1"]`)) offerOnly(cell.closest(GRID), cell);
});

const start = () => document.querySelectorAll(GRID).forEach(offer);
document.addEventListener("DOMContentLoaded", start);
document.addEventListener("htmx:after:swap", start);
document.addEventListener("rows-refreshed", start);
