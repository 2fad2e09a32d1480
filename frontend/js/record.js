// The page of one item: after a field was edited in place it is drawn as the server shows it, and can be taken back.
import { announce } from "./announce.js";
import { call, refusal } from "./edit/api.js";
import { isEdited } from "./inline-edit.js";
import { refresh } from "./move.js";

const before = new WeakMap();

/** What each field held when it was drawn: undo gives it back. */
function remember() {
  for (const field of document.querySelectorAll(".record [data-field][data-value]")) {
    if (!before.has(field)) before.set(field, field.dataset.value);
  }
}

function undoForm(api, { id, field, item }, value) {
  const form = document.createElement("form");
  const button = document.createElement("button");
  button.className = "btn btn-sm";
  button.textContent = "Undo";
  form.append(button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await call("PATCH", `${api}/${id}`, { [field]: JSON.parse(value) }, item.version);
    form.closest(".toast-note")?.remove();
    announce(answer.ok ? "Undone." : refusal(answer, field), answer.ok ? "good" : "bad");
    const record = document.querySelector(".record");
    if (answer.ok && record) refresh(record);
  });
  return form;
}

document.addEventListener("item-saved", (event) => {
  const record = event.target.closest(".record");
  if (!record) return;
  announce("Saved.", "good", undoForm(record.dataset.api, event.detail, before.get(event.target)));
  before.set(event.target, event.target.dataset.value);
  if (!isEdited(record)) refresh(record);
});

let focused;
document.addEventListener("htmx:before:swap", (event) => {
  const field = document.activeElement?.closest?.(".record [data-field]");
  if (event.target.closest?.(".record") && field) focused = field.dataset.field;
});
document.addEventListener("htmx:after:swap", () => {
  remember();
  if (focused) document.querySelector(`.record [data-field="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  focused = undefined;
});
document.addEventListener("DOMContentLoaded", remember);
