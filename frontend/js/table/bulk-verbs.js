// Verbs of an app's own for all that are selected: at once, or with what they ask in a dialog.
import { announce } from "../announce.js";
import { refusal } from "../edit/api.js";
import { editorFor } from "../edit/editors.js";
import { run } from "./bulk.js";
import { counted, selection } from "./selection.js";

/** A verb of the app's own: at once, or with what it asks in its dialog. */
function verb({ verbName, past }, given = {}) {
  return run("Working", { verb: verbName, ...selection().chosen, ...given }, past);
}

const asked = new Map();

/** The editors of what a verb asks, made anew each time its dialog opens. */
function ask(box) {
  const metas = JSON.parse(box.querySelector("script").textContent);
  box.querySelector("[data-bulk-count]").textContent = `For ${counted(selection().count)}.`;
  box.querySelector("[data-bulk-error]").hidden = true;
  const lines = Object.entries(metas).map(([name, meta]) => {
    const editor = editorFor(meta, meta.choices ? meta.choices[0].value : null, "", document.querySelector("[data-list]").dataset.parent);
    asked.get(box)?.[name]?.input.tomselect?.destroy();
    const label = document.createElement("label");
    label.className = "form-label";
    label.textContent = meta.label;
    editor.input.id = label.htmlFor = `${box.id}-${name}`;
    return { name, editor, parts: [label, editor.input] };
  });
  box.querySelector("[data-bulk-value]").replaceChildren(...lines.flatMap(({ parts }) => parts));
  asked.set(box, Object.fromEntries(lines.map(({ name, editor }) => [name, editor])));
  for (const { editor } of lines) editor.start?.();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-bulk-verb]");
  if (!button) return undefined;
  if (button.dataset.dialog) return ask(document.getElementById(button.dataset.dialog));
  const answer = await verb(button.dataset);
  return answer.ok || announce(answer.body.detail, "bad");
});

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-bulk-asks]")) return;
  event.preventDefault();
  const box = event.target.closest("dialog");
  const [error, save] = ["error", "save"].map((part) => box.querySelector(`[data-bulk-${part}]`));
  const read = Object.entries(asked.get(box)).map(([name, editor]) => [name, editor.read()]);
  [error.hidden, save.disabled] = [true, true];
  const answer = await verb(event.target.dataset, Object.fromEntries(read.filter(([, value]) => value !== null)));
  save.disabled = false;
  if (answer.ok) return box.close();
  error.textContent = refusal(answer, "");
  error.hidden = false;
});
