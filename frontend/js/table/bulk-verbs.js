// Verbs of an app's own for all that are selected: at once, or with what they ask in a dialog; and their export.
import { announce } from "../announce.js";
import { confirmWith } from "../confirm.js";
import { editorFor } from "../edit/editors.js";
import { fetchFile } from "../progress/file.js";
import { run } from "./bulk.js";
import { counted, selection } from "./selection.js";

/** A verb of the app's own: at once, or with what it asks in its dialog. */
function verb({ verbName, past }, given = {}) {
  return run("Working", { verb: verbName, ...selection().chosen, ...given }, past);
}

const asked = new Map();

function made(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** One of the things that are asked: its editor below its label, with its help and what is wrong with it. */
function lineOf(box, name, meta) {
  const editor = editorFor(meta, meta.begins, "", document.querySelector("[data-list]").dataset.parent);
  const [label, hint, error] = [made("label", "form-label", meta.label), made("p", "form-hint", meta.help), made("p", "field-error")];
  editor.input.id = label.htmlFor = `${box.id}-${name}`;
  error.id = `${box.id}-${name}-error`;
  error.setAttribute("role", "alert");
  editor.input.setAttribute("aria-describedby", error.id);
  [hint.hidden, error.hidden] = [!meta.help, true];
  return { name, editor, error, parts: [label, editor.input, hint, error] };
}

/** The editors of what a verb asks, made anew each time its dialog opens. */
function ask(box) {
  const metas = JSON.parse(box.querySelector("script").textContent);
  box.querySelector("[data-bulk-count]").textContent = `For ${counted(selection().count)}.`;
  box.querySelector("[data-bulk-error]").hidden = true;
  for (const { editor } of asked.get(box) ?? []) editor.input.tomselect?.destroy();
  const lines = Object.entries(metas).map(([name, meta]) => lineOf(box, name, meta));
  box.querySelector("[data-bulk-value]").replaceChildren(...lines.flatMap(({ parts }) => parts));
  asked.set(box, lines);
  for (const { editor } of lines) editor.start?.();
}

/** What is wrong stands beside its field, anything else below them all. */
function refuse(box, { errors = [], detail }) {
  const lines = asked.get(box);
  const wrongOf = (name) => errors.find((each) => each.field === name)?.message ?? "";
  for (const { name, error } of lines) [error.textContent, error.hidden] = [wrongOf(name), !wrongOf(name)];
  const rest = box.querySelector("[data-bulk-error]");
  rest.textContent = lines.some(({ name }) => wrongOf(name)) ? "" : (errors[0]?.message ?? detail);
  rest.hidden = !rest.textContent;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-bulk-verb]");
  if (!button) return undefined;
  if (button.dataset.dialog) return ask(document.getElementById(button.dataset.dialog));
  const { warns, act } = button.dataset;
  if (warns && !(await confirmWith(warns.replace("{count}", counted(selection().count)), act))) return undefined;
  const answer = await verb(button.dataset);
  return answer.ok || announce(answer.body.detail, "bad");
});

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-bulk-asks]")) return undefined;
  event.preventDefault();
  const box = event.target.closest("dialog");
  const save = box.querySelector("[data-bulk-save]");
  const read = asked.get(box).map(({ name, editor }) => [name, editor.read()]);
  save.disabled = true;
  const answer = await verb(event.target.dataset, Object.fromEntries(read.filter(([, value]) => value !== null)));
  save.disabled = false;
  return answer.ok ? box.close() : refuse(box, answer.body);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-bulk-export]");
  if (!link) return;
  event.preventDefault();
  const { ids } = selection().chosen;
  fetchFile(link.href, ids ? { method: "POST", body: new URLSearchParams({ ids: ids.join() }) } : {});
});
