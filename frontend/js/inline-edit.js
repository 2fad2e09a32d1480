// Editing in place. Within `[data-entity][data-api]`, an item `[data-id][data-version]` has fields
// `[data-field][data-value]`: double click, Enter or F2 opens the editor that fits, Enter or leaving it saves, Escape
// goes back, Tab goes to the next field. After saving, the field sends `item-saved` with
// `{id, field, item, before}`.
import { editorFor, fieldsOf } from "./edit/editors.js";
import { send } from "./edit/send.js";

const FIELD = "[data-entity] [data-id] [data-field][data-value]";
const open = new Map();

/** Whether something on the page, or within an element, is being edited: it must not be drawn anew. */
export function isEdited(element = document) {
  return [...open.keys()].some((field) => element.contains(field));
}

const wordsOf = (input) => (input.matches("select") ? input.selectedOptions[0]?.textContent : input.value);

/** What is typed into a cell and not saved yet, or on its way. */
export function unsavedEdits() {
  return [...open.values()].filter(({ editor, before, saving }) => saving || JSON.stringify(editor.read()) !== before);
}

/** Opens the editor of a field. */
export function edit(field) {
  if (open.has(field)) return open.get(field).editor.input.focus();
  const item = field.closest("[data-id]");
  const home = field.closest("[data-entity]");
  const fields = fieldsOf(home.dataset.entity);
  const meta = fields[field.dataset.field];
  if (!meta) return undefined;
  const value = JSON.parse(field.dataset.value);
  const editor = editorFor(meta, value, field.textContent.trim(), item.dataset.parent);
  const box = document.createElement("div");
  box.className = `cell-editor is-${meta.type}`;
  box.dataset.busy = ""; // what is being edited is not drawn anew
  editor.input.setAttribute("aria-label", meta.label);
  box.append(editor.input);
  const kept = [...field.childNodes];
  field.replaceChildren(box);
  field.classList.add("is-editing");
  open.set(field, { editor, box, kept, value, meta, fields, item, home, before: JSON.stringify(editor.read()) });
  editor.start?.();
  (editor.input.tomselect ?? editor.input).focus();
  editor.input.select?.();
  return undefined;
}

function close(field, { focus = true } = {}) {
  const { kept, editor } = open.get(field);
  open.delete(field);
  editor.input.tomselect?.destroy();
  field.classList.remove("is-editing", "is-saving");
  field.replaceChildren(...kept);
  if (!focus) return;
  if (!field.hasAttribute("tabindex")) field.tabIndex = -1;
  field.focus({ preventScroll: true });
}

/** A sentence beside what was typed, which stays. Leaving the field does not save again; Enter does. */
function refuse(field, sentence) {
  const state = open.get(field);
  state.refused = true;
  state.box.addEventListener("input", () => (state.refused = state.conflict), { once: true });
  const note = state.box.querySelector("[role=alert]") ?? document.createElement("p");
  note.className = "field-error";
  note.setAttribute("role", "alert");
  note.textContent = sentence;
  state.box.append(note);
  (state.editor.input.tomselect ?? state.editor.input).focus();
}

/** Saves what was typed; gives whether the field is closed now. */
async function save(field, options) {
  const state = open.get(field);
  if (!state || state.saving) return false;
  const { editor, item, before } = state;
  const name = field.dataset.field;
  const typed = editor.read();
  if (JSON.stringify(typed) === before) {
    close(field, options);
    return true;
  }
  state.saving = send(state, name, typed);
  field.classList.add("is-saving");
  const { answer, sentence } = await state.saving;
  state.saving = null;
  field.classList.remove("is-saving");
  if (!answer.ok) {
    refuse(field, sentence);
    return false;
  }
  item.dataset.version = answer.body.version;
  field.dataset.value = JSON.stringify(answer.body[name] ?? null);
  close(field, options);
  field.textContent = wordsOf(editor.input) || "–"; // until whoever listens draws it as it is shown
  const detail = { id: item.dataset.id, field: name, item: answer.body, before: state.value };
  field.dispatchEvent(new CustomEvent("item-saved", { bubbles: true, detail }));
  return true;
}

/** Closes without saving; where somebody else changed the same meanwhile, theirs is drawn. */
function giveUp(field) {
  const { conflict, item } = open.get(field);
  close(field);
  if (conflict) field.dispatchEvent(new CustomEvent("item-undone", { bubbles: true, detail: { id: item.dataset.id } }));
}

async function goOn(field, step) {
  const all = [...field.closest("[data-entity]").querySelectorAll("[data-id] [data-field][data-value]")];
  const next = all[all.indexOf(field) + step];
  if ((await save(field)) && next) edit(next);
}

document.addEventListener("dblclick", (event) => {
  const field = event.target.closest(FIELD);
  if (field && !event.target.closest(".cell-editor, a, button")) edit(field);
});

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.(FIELD);
  if (!field) return;
  if (!open.has(field)) {
    if (event.target === field && ["Enter", "F2"].includes(event.key)) {
      event.preventDefault();
      edit(field);
    }
    return;
  }
  if (event.key === "Escape") giveUp(field);
  else if (event.key === "Tab" && open.get(field).conflict) open.get(field).editor.input.focus();
  else if (event.key === "Tab") goOn(field, event.shiftKey ? -1 : 1);
  else if (event.key === "Enter" && !event.shiftKey) save(field);
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", (event) => {
  const field = event.target.closest?.(".is-editing");
  const state = field && open.get(field);
  if (!state || state.refused || state.saving || field.contains(event.relatedTarget) || !document.hasFocus()) return;
  if (event.relatedTarget?.closest(".ts-dropdown")) return;
  save(field, { focus: false });
});
