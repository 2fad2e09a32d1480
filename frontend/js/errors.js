// A request that failed says so in a sentence, and the summary of a refused form takes the focus.
import { announce } from "./announce.js";

/** A part that only fetches itself again has nothing to save: live.js tries again. */
const isLive = (event) => event.target.matches?.("[data-live]");

document.addEventListener("htmx:error", (event) => {
  if (isLive(event)) return;
  announce("The server could not be reached. Nothing was saved; check the connection and try again.", "bad");
});
document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail?.ctx?.response?.status;
  if (status >= 500 && !isLive(event)) announce("Something went wrong on our side. Nothing was saved; please try again.", "bad");
});

/** Puts the reader at what must be mended. */
function focusSummary() {
  document.querySelector("[data-error-summary], [data-refused] [aria-invalid]")?.focus();
}
// A refused form stands on the page it was sent from: so does the address, and loading it again shows that page.
document.addEventListener("DOMContentLoaded", () => {
  const refused = document.querySelector("[data-refused]");
  if (refused) history.replaceState(null, "", refused.dataset.refused);
  focusSummary();
});
document.addEventListener("htmx:after:swap", focusSummary);
