// How far something is, in the corner: shown when it takes longer than a moment, with how many of how many and per cent.
const MOMENT = 1000;
const PARTS = { reading: "Reading", logging: "Saving" };

/** “Changing: 3,400 of 10,000 (34 %)”. */
export function sentenceOf(verb, { done, of, part }) {
  const doing = PARTS[part] ?? verb;
  return of ? `${doing}: ${done.toLocaleString("en")} of ${of.toLocaleString("en")} (${Math.floor((100 * done) / of)} %)` : `${verb}…`;
}

function noteOf(verb, cancel) {
  const note = document.createElement("div");
  note.className = "toast-note is-good";
  const inside = document.createElement("div");
  inside.className = "export-note";
  const text = document.createElement("span");
  text.textContent = `${verb}…`;
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", verb);
  inside.append(text, bar);
  // It is read aloud when it appears, and then by whoever looks at the bar: not ten times a second.
  setTimeout(() => note.setAttribute("aria-live", "off"), 100);
  if (cancel) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = "Cancel";
    button.addEventListener("click", cancel);
    inside.append(button);
  }
  note.append(inside);
  return { note, text, bar };
}

/** `{step, remove}`; `verb` is what is going on (“Changing”), `cancel` what its button does where it can be stopped. */
export function meter(verb, cancel = null) {
  const { note, text, bar } = noteOf(verb, cancel);
  const waiting = setTimeout(() => document.getElementById("toasts")?.append(note), MOMENT);
  return {
    step(step) {
      text.textContent = sentenceOf(verb, step);
      bar.max = step.of || 1;
      bar.value = step.done;
    },
    remove() {
      clearTimeout(waiting);
      note.remove();
    },
  };
}
