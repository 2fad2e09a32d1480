// Announcements: seen in the corner, read aloud by a screen reader, gone when read.
const SECONDS = 8;

/** Shows one sentence. `tone` is "good", "warn" or "bad"; a bad one stays until it is closed. `undo` is a form that takes it back. */
export function announce(sentence, tone = "good", undo = null) {
  const region = document.getElementById("toasts");
  if (!region || !sentence) return;
  const note = document.createElement("div");
  note.className = `toast-note is-${tone}`;
  const text = document.createElement("p");
  text.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "icon-button";
  close.setAttribute("aria-label", "Close this note");
  close.textContent = "×";
  close.addEventListener("click", () => note.remove());
  note.append(text, ...(undo ? [undo] : []), close);
  region.append(note);
  if (tone !== "bad") setTimeout(() => note.matches(":hover, :focus-within") || note.remove(), SECONDS * 1000);
}
