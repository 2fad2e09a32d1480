// `data-copy="text"` or `data-copy-from="#id"` on a button puts the text on the clipboard and says so.
import { announce } from "./announce.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
  const text = source ? (source.value ?? source.textContent) : button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    announce("Copied.");
  } catch {
    announce("The browser did not allow copying. Select the text and copy it by hand.", "warn");
  }
});
