// What is announced without being called: by a response, and Django's messages that arrive in the page.
import { announce } from "./announce.js";

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
