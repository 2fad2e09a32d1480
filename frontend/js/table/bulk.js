// The same change to many items, their deletion, and undo; with progress where it takes longer than a moment.
import { confirmWith } from "../confirm.js";
import { call, refusal } from "../edit/api.js";
import { editorFor, fieldsOf } from "../edit/editors.js";
import { announce } from "../announce.js";
import { refresh } from "./refresh.js";
import { clear, counted, selection } from "./selection.js";

const MOMENT = 1000;
const home = () => document.querySelector("[data-list]").dataset;
const form = () => document.querySelector("[data-bulk-form]");
let editor;

/** A button in an announcement that takes a change back. */
function undoOf(changeId) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = "Undo";
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await call("POST", `${home().api}/undo`, { changeId });
    button.closest(".toast-note")?.remove();
    if (!answer.ok) return announce(answer.body.detail, "bad");
    announce(`Undone for ${counted(answer.body.count)}.`);
    return refresh();
  });
  return button;
}

async function run(verb, body, past) {
  const answer = await call("POST", `${home().api}/${verb}`, body);
  if (!answer.ok) return answer;
  announce(`${past} ${counted(answer.body.count)}.`, "good", undoOf(answer.body.changeId));
  clear();
  await refresh();
  return answer;
}

/** The editor of the field that is chosen in the dialog. */
function offer() {
  const meta = fieldsOf(home().entity)[form().elements.field.value];
  const place = form().querySelector("[data-bulk-value]");
  editor?.input.tomselect?.destroy();
  editor = editorFor(meta, meta.choices && !meta.clearable ? meta.choices[0].value : null);
  const label = document.createElement("label");
  label.className = "form-label";
  label.textContent = "New value";
  editor.input.id = "bulk-value";
  label.htmlFor = "bulk-value";
  place.replaceChildren(label, editor.input);
  const hint = document.createElement("p");
  hint.className = "form-hint";
  hint.textContent = meta.clearable ? "Leave it empty to clear the field." : "";
  place.append(hint);
  editor.start?.();
  form().querySelector("[data-bulk-error]").hidden = true;
}

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-dialog=bulk-change]")) {
    form().querySelector("[data-bulk-count]").textContent = `This changes ${counted(selection().count)}.`;
    return offer();
  }
  if (!event.target.closest("[data-bulk-delete]")) return undefined;
  const { chosen, count } = selection();
  if (!(await confirmWith(`Delete ${counted(count)}? They can be restored.`, "Delete"))) return undefined;
  const waiting = setTimeout(() => announce(`Deleting ${counted(count)}…`, "warn"), MOMENT);
  const answer = await run("delete-many", chosen, "Deleted");
  clearTimeout(waiting);
  return answer.ok || announce(answer.body.detail, "bad");
});

document.addEventListener("change", (event) => event.target.matches?.("#bulk-field") && offer());

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-bulk-form]")) return;
  event.preventDefault();
  const name = form().elements.field.value;
  const [error, progress, save] = ["error", "progress", "save"].map((part) => form().querySelector(`[data-bulk-${part}]`));
  const waiting = setTimeout(() => (progress.hidden = false), MOMENT);
  [error.hidden, save.disabled] = [true, true];
  const answer = await run("change-many", { ...selection().chosen, set: { [name]: editor.read() } }, "Changed");
  clearTimeout(waiting);
  [progress.hidden, save.disabled] = [true, false];
  if (answer.ok) form().closest("dialog").close();
  else {
    error.textContent = refusal(answer, name);
    error.hidden = false;
  }
});
