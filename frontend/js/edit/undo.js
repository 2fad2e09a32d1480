// What was changed last on this page, and the way to take it back: the button of its announcement, or Ctrl/⌘ and Z.
import { announce } from "../announce.js";
import { call, refusal } from "./api.js";

const PLACES = "[data-list], .record";
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";
let last;
let saved;

/** Says that something is done which cannot be taken back; nor can what was done before it by key. */
export function announceFinal(sentence) {
  last = undefined;
  announce(sentence, "warn");
}

/** Says that something is done, with a button that takes it back. Gives the button. */
export function announceWithUndo(sentence, takeBack) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = "Undo";
  const run = () => {
    if (last === run) last = undefined;
    button.closest(".toast-note")?.remove();
    return takeBack();
  };
  button.addEventListener("click", run);
  last = run;
  announce(sentence, "good", button);
  return button;
}

document.addEventListener("keydown", (event) => {
  const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!isUndo || !last || event.target.closest(TYPING) || !document.querySelector(PLACES)) return;
  event.preventDefault();
  last();
});

const fieldOf = (id, name) => document.querySelector(`[data-id="${CSS.escape(id)}"] [data-field="${CSS.escape(name)}"]`);

/** Gives a field back what it held. Another change of the same item since is no hindrance, one of the same field is. */
async function giveBack(api, { id, field: name, item, before }) {
  const there = fieldOf(id, name);
  const isMine = there?.dataset.value === JSON.stringify(item[name] ?? null);
  const version = isMine ? Number(there.closest("[data-version]").dataset.version) : item.version;
  const answer = await call("PATCH", `${api}/${id}`, { [name]: before }, version);
  announce(answer.ok ? "Undone." : refusal(answer, name), answer.ok ? "good" : "bad");
  const now = fieldOf(id, name);
  now?.focus({ preventScroll: true });
  if (answer.ok) now?.dispatchEvent(new CustomEvent("item-undone", { bubbles: true, detail: { id } }));
}

document.addEventListener("item-saved", ({ target, detail }) => {
  const { api } = target.closest("[data-api]").dataset;
  saved?.closest(".toast-note")?.remove(); // the announcement of the field before
  saved = announceWithUndo("Saved.", () => giveBack(api, detail));
});
