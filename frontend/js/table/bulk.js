// The same change to many items, their deletion, and undo; with progress where it takes longer than a moment.
import { confirmWith } from "../confirm.js";
import { announce } from "../announce.js";
import { refusal } from "../edit/api.js";
import { editorFor, fieldsOf } from "../edit/editors.js";
import { announceFinal, announceWithUndo } from "../edit/undo.js";
import { saySignedOut } from "../signed-out.js";
import { meter } from "../progress/meter.js";
import { fetchWithProgress } from "../progress/stream.js";
import { refresh } from "./refresh.js";
import { clear, counted, selection } from "./selection.js";

const LOST = "The connection broke before this was through. Load the page again to see what was done.";
const FINAL = "What it says now is kept nowhere else: where it is not empty, this can't be undone.";
const home = () => document.querySelector("[data-list]").dataset;
const form = () => document.querySelector("[data-bulk-form]");
let editor;

/** What the server made of it: `{ok, status, body}`. How far it is stands in the corner meanwhile. */
async function send(doing, body) {
  const shown = meter(doing);
  try {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const options = { method: "POST", headers, body: JSON.stringify(body) };
    const answer = await fetchWithProgress(home().manyUrl, options, shown.step);
    const { status, type } = answer.head;
    if (status === 401) {
      saySignedOut("Nothing was changed.");
      return { ok: false, status, body: { detail: "" } };
    }
    return { ok: status < 400, status, body: type.includes("json") ? JSON.parse(await answer.blob().text()) : { detail: LOST } };
  } catch {
    return { ok: false, status: 0, body: { detail: LOST } };
  } finally {
    shown.remove();
  }
}

async function undo(changeId) {
  const answer = await send("Undoing", { verb: "undo", changeId });
  if (!answer.ok) return announce(answer.body.detail, "bad");
  announce(`Undone for ${counted(answer.body.count)}.`);
  return refresh();
}

/** “Finished 12 tasks. 2 left out: This task is already done.” */
function sentenceOf(past, { count, left }) {
  const others = Object.entries(left ?? {}).map(([why, many]) => ` ${many.toLocaleString("en")} left out: ${why}`);
  return `${past} ${counted(count)}.${others.join("")}`;
}

/** Does it for those of the selected that it can be done to, says so, and offers the way back where there is one. */
export async function run(doing, body, past) {
  const answer = await send(doing, body);
  if (!answer.ok) return answer;
  const done = sentenceOf(past, answer.body);
  if (answer.body.undo === null) announce(done);
  else if (answer.body.undo) announceFinal(`${done} ${answer.body.undo}`);
  else announceWithUndo(done, () => undo(answer.body.changeId));
  clear();
  await refresh();
  return answer;
}

/** The editor of the field that is chosen in the dialog. */
function offer() {
  const meta = fieldsOf(home().entity)[form().elements.field.value];
  const place = form().querySelector("[data-bulk-value]");
  editor?.input.tomselect?.destroy();
  editor = editorFor(meta, meta.begins);
  const label = document.createElement("label");
  label.className = "form-label";
  label.textContent = "New value";
  editor.input.id = editor.input.name = "bulk-value";
  label.htmlFor = "bulk-value";
  place.replaceChildren(label, editor.input);
  const hint = document.createElement("p");
  hint.className = "form-hint";
  const hints = [meta.clearable && "Leave it empty to clear the field.", !meta.kept && FINAL];
  hint.textContent = hints.filter(Boolean).join(" ");
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
  const answer = await run("Deleting", { verb: "delete", ...chosen }, "Deleted");
  return answer.ok || announce(answer.body.detail, "bad");
});

document.addEventListener("change", (event) => event.target.matches?.("#bulk-field") && offer());

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-bulk-form]")) return;
  event.preventDefault();
  const name = form().elements.field.value;
  const [error, save] = ["error", "save"].map((part) => form().querySelector(`[data-bulk-${part}]`));
  [error.hidden, save.disabled] = [true, true];
  const set = { [name]: editor.read() };
  const answer = await run("Changing", { verb: "change", ...selection().chosen, set }, "Changed");
  save.disabled = false;
  if (answer.ok) form().closest("dialog").close();
  else {
    error.textContent = refusal(answer, name);
    error.hidden = false;
  }
});
