// A link with data-export fetches its file here, so that a long one shows how far it is and can be cancelled.
const SAVE_LATER = 60_000;

const say = (text, tone) => document.dispatchEvent(new CustomEvent("announce", { detail: { text, tone } }));

/** A note in the corner with a bar; `cancel` is what its button does. */
function noteFor(cancel) {
  const note = document.createElement("div");
  note.className = "toast-note is-good";
  const inside = document.createElement("div");
  inside.className = "export-note";
  inside.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = "Preparing the file…";
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Export");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = "Cancel";
  button.addEventListener("click", cancel);
  inside.append(text, bar, button);
  note.append(inside);
  document.getElementById("toasts")?.append(note);
  return { note, text, bar };
}

/** All parts of the answer. In CSV each row has at least one line, which tells how far it is. */
async function read(answer, { text, bar }) {
  const total = Number(answer.headers.get("X-Rows"));
  const lines = answer.headers.get("Content-Type")?.startsWith("text/csv") && total;
  if (lines) bar.max = total;
  const parts = [];
  let rows = 0;
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts, { type: answer.headers.get("Content-Type") });
    parts.push(value);
    if (!lines) continue;
    for (const byte of value) if (byte === 10) rows += 1;
    bar.value = Math.min(rows, total);
    text.textContent = `${bar.value.toLocaleString()} of ${total.toLocaleString()} rows`;
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVE_LATER);
}

async function fetchFile(url) {
  const stop = new AbortController();
  const shown = noteFor(() => stop.abort());
  try {
    const answer = await fetch(url, { signal: stop.signal, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      say(page.querySelector("main p")?.textContent.trim() || "The file could not be made. Try again in a moment.", "bad");
      return;
    }
    const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
    save(await read(answer, shown), name ? name[1] : "export");
  } catch (error) {
    if (error.name !== "AbortError") say("The connection broke before the file was through. Try again.", "bad");
  } finally {
    shown.note.remove();
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-export]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  fetchFile(link.href);
});
