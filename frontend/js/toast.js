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

// A response may say a sentence: header `HX-Trigger: {"announce": {"text": "…", "tone": "good"}}`.
document.addEventListener("announce", (event) => announce(event.detail?.text ?? event.detail?.value, event.detail?.tone));

// Django's messages arrive in the page as a list and are announced once.
function messages() {
  for (const item of document.querySelectorAll("#messages [data-announce]")) {
    const undo = item.querySelector("form");
    undo?.remove();
    announce(item.textContent.trim(), item.dataset.announce, undo);
    item.remove();
  }
}
document.addEventListener("DOMContentLoaded", messages);
document.addEventListener("htmx:after:swap", messages);
