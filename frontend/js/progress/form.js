// `data-progress="Importing"` on a form: it is sent here, so that one sees how far it is. Without script it is a plain form.
import { announce } from "../announce.js";
import { showAnswer } from "../upload-progress.js";
import { meter } from "./meter.js";
import { fetchWithProgress } from "./stream.js";

const LOST = "The connection broke before this was through. Load the page again to see what was done.";
const KEPT = "announced-next";

async function send(form, submitter) {
  const shown = meter(submitter?.dataset.progress ?? form.dataset.progress);
  form.dataset.sending = form.dataset.busy = "";
  try {
    const answer = await fetchWithProgress(form.action, { method: "POST", body: new FormData(form, submitter) }, shown.step);
    const { location: next, says } = answer.head;
    if (next) {
      sessionStorage.setItem(KEPT, JSON.stringify(says));
      location.assign(next);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.blob().text(), "text/html");
    if (!showAnswer(page)) announce(page.querySelector("main p")?.textContent.trim() ?? LOST, "bad");
  } catch {
    announce(LOST, "bad");
  } finally {
    shown.remove();
    delete form.dataset.sending;
    delete form.dataset.busy;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-progress]:not([data-upload])") || event.defaultPrevented) return;
  event.preventDefault();
  if (!("sending" in form.dataset)) send(form, event.submitter);
});

// What the answer had to say is said on the page that it led to.
document.addEventListener("DOMContentLoaded", () => {
  const says = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  sessionStorage.removeItem(KEPT);
  for (const [text, level] of says) announce(text, { error: "bad", warning: "warn" }[level] ?? "good");
});
