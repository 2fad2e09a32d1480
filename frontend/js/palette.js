// Search everywhere: Ctrl or ⌘ and K, `/`, or the field at the top open a dialog that searches while one types.
// Nothing that was searched for or opened is remembered in the browser.
import { choose, chosen, move } from "./palette-choice.js";

const WAIT = 120;
const dialog = () => document.getElementById("palette");
const input = () => document.getElementById("palette-input");
const place = () => document.getElementById("palette-found");
let timer;
let asking;
let shown; // the text whose results are there
let goes; // Enter was pressed before they were: the best of them is opened when they come

function show(text = "") {
  if (!dialog() || dialog().open) return;
  input().value = text;
  shown = goes = undefined;
  place().replaceChildren();
  dialog().showModal();
  input().focus();
  look();
}

/** Asks for what fits, and drops an earlier question that is still on its way. */
async function look() {
  clearTimeout(timer);
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const text = input().value;
  place().setAttribute("aria-busy", "true");
  try {
    const address = `${input().form.action}?${new URLSearchParams({ q: text })}`;
    const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
    const response = await fetch(address, { headers, signal });
    const signIn = response.headers.get("HX-Redirect");
    if (signIn) return location.assign(signIn);
    if (!response.ok) throw new Error(response.statusText);
    const found = await response.text();
    if (signal.aborted) return;
    shown = text;
    put(found);
  } catch {
    if (signal.aborted) return;
    document.getElementById("palette-trouble").hidden = false;
  }
  place().setAttribute("aria-busy", "false");
}

function put(found) {
  document.getElementById("palette-trouble").hidden = true;
  place().innerHTML = found;
  place().scrollTop = 0;
  const options = place().querySelectorAll("[role=option]");
  options.forEach((option, at) => (option.id = `palette-option-${at}`));
  input().setAttribute("aria-controls", options.length ? "palette-options" : "palette-found");
  input().setAttribute("aria-expanded", String(options.length > 0));
  choose(input(), options[0]);
  const n = options.length;
  document.getElementById("palette-said").textContent = n ? `${n} ${n === 1 ? "result" : "results"}` : "Nothing found";
  if (goes) chosen()?.dispatchEvent(goes);
  goes = undefined;
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "palette-input") return;
  goes = undefined;
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    if (!dialog() || (document.querySelector("dialog[open]") && !dialog().open)) return;
    event.preventDefault();
    dialog().open ? dialog().close() : show();
    return;
  }
  if (event.target.id !== "palette-input" || event.isComposing) return;
  if (event.key === "Enter" && (chosen() || shown !== input().value)) {
    event.preventDefault();
    const { ctrlKey, metaKey } = event;
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey });
    if (shown === input().value) return chosen().dispatchEvent(click);
    goes = click;
    return look();
  }
  if (move(input(), place(), event.key)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  // The field at the top is a form of its own where there is no script; here it opens the dialog.
  const field = event.target.closest("[data-palette]")?.querySelector("input");
  if (field) show(field.value);
  else if (event.target.closest("#palette [role=option]")) dialog().close();
});
