// Leaving a page on which a cell is edited: a link waits until what was typed is saved and goes on then; where it was
// refused the page stays with what is wrong. Any other way out is asked about by the browser.
import { unsavedEdits } from "../inline-edit.js";

let pressed = []; // what was being typed when the mouse went down: it may be refused before the click

document.addEventListener(
  "pointerdown",
  () => {
    pressed = unsavedEdits().filter((each) => !each.refused);
  },
  true,
);

document.addEventListener(
  "click",
  async (event) => {
    const link = event.target.closest?.("a[href]");
    const saving = unsavedEdits().map((each) => each.saving).filter(Boolean);
    const isRefused = pressed.some((each) => each.refused);
    pressed = [];
    if (!link || !(saving.length || isRefused) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    await Promise.all(saving);
    if (!unsavedEdits().length) link.click();
  },
  true,
);

addEventListener("beforeunload", (event) => {
  if (unsavedEdits().length) event.preventDefault();
});
