// `data-copy="text"` on a button puts the text on the clipboard and says so.
import { announce } from "./announce.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    announce("Copied.");
  } catch {
    announce("The browser did not allow copying. Select the text and copy it by hand.", "warn");
  }
});
