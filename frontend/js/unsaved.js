// What was typed and not sent is not lost without a question. Leaving the page (a link, back, closing the tab) asks in the
// browser's own words, leaving a dialog in ours. Who typed nothing is asked nothing.
import { FIELDS, isChanged } from "./changed.js";
import { confirmWith } from "./confirm.js";

const WRITES = ".shell form[method=post i], dialog :is(form[method=post i], [data-bulk-form])";
const touched = new WeakSet(); // by a person: what a browser fills in by itself is not theirs to lose
const sent = new WeakSet();

/** A form that was refused holds what was typed as if it had begun so. */
function isUnsaved(form) {
  if (sent.has(form)) return false;
  if (form.matches("[data-refused], :has([data-error-summary])")) return true;
  return touched.has(form) && [...form.querySelectorAll(FIELDS)].some((field) => field.name && isChanged(field));
}

const unsaved = (root) => [...root.querySelectorAll(WRITES)].filter(isUnsaved);

for (const name of ["input", "change"]) {
  document.addEventListener(name, ({ target }) => {
    if (!target.form) return;
    touched.add(target.form);
    sent.delete(target.form);
  });
}

// A form that is asked about first is not sent yet; one that a script sends with progress is.
addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (!defaultPrevented || form.matches("[data-progress], [data-upload]")) sent.add(form);
});

addEventListener("beforeunload", (event) => {
  if (unsaved(document).length) event.preventDefault();
});

/** Closes a dialog, after asking where something was typed in it. */
export async function leave(dialog) {
  if (!dialog) return;
  if (unsaved(dialog).length && !(await confirmWith("Discard what you typed?", "Discard", "Keep editing"))) return;
  dialog.close();
}

document.addEventListener(
  "cancel",
  (event) => {
    if (!event.target.matches("dialog") || !unsaved(event.target).length) return;
    event.preventDefault();
    leave(event.target);
  },
  true,
);

// A dialog that was closed begins anew.
document.addEventListener(
  "close",
  ({ target }) => {
    for (const form of target.querySelectorAll("form")) {
      form.reset();
      touched.delete(form);
      form.removeAttribute("data-refused");
    }
  },
  true,
);
