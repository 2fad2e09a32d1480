// A form with data-upload shows how much of its file is sent, and takes a file dropped on its `.drop` area. With
// data-progress the server says how much of it is read (progress/stream.js says how).
import { announce } from "./announce.js";
import { sentenceOf } from "./progress/meter.js";

/** Puts the answer's main part in place of ours; gives whether it has one. */
export function showAnswer(answer) {
  const main = answer.getElementById("main");
  if (!main) return false;
  document.getElementById("main").replaceWith(main);
  window.htmx?.process(main);
  main.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
  return true;
}

/** What an error page says, or what its status means where it says nothing. */
function errorOf(answer, status) {
  const said = answer.querySelector("main p")?.textContent.trim();
  if (said) return said;
  if (status === 413) return "The file is too large. Split it and upload the parts.";
  return `The server did not take the file (${status}). Try again in a moment.`;
}

/** What has come of an answer so far: each step is told once; `head` and `body` when they are there. */
class Coming {
  head = null;
  #at = 0;

  constructor(request, onStep) {
    Object.assign(this, { request, onStep });
  }

  look() {
    const text = this.request.responseText;
    for (let end = text.indexOf("\n", this.#at); !this.head && end >= 0; end = text.indexOf("\n", this.#at)) {
      const said = JSON.parse(text.slice(this.#at, end));
      this.#at = end + 1;
      if (said.status) this.head = said;
      else this.onStep(said);
    }
  }

  get body() {
    return this.request.responseText.slice(this.#at);
  }
}

function submitWithProgress(form, bar, submitter) {
  const request = new XMLHttpRequest();
  const box = bar.closest(".upload-progress");
  const value = box?.querySelector(".meter-value");
  const failed = (sentence) => {
    box.hidden = true;
    bar.value = 0;
    delete form.dataset.sending;
    announce(sentence, "bad");
  };
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((100 * event.loaded) / event.total);
    if (value) value.textContent = bar.value < 100 ? `${bar.value}% sent` : "Reading the file…";
  });
  const coming = new Coming(request, (step) => {
    [bar.max, bar.value] = [step.of || 1, step.done];
    if (value) value.textContent = sentenceOf("Reading", step);
  });
  const says = () => request.getResponseHeader("Content-Type") === "application/x-progress";
  request.addEventListener("progress", () => says() && coming.look());
  request.addEventListener("load", () => {
    // The server answers with a redirect, or with this page again and what is wrong with the file, or with an error.
    if (says()) coming.look();
    const { status, location: next } = coming.head ?? { status: request.status, location: "" };
    const answer = new DOMParser().parseFromString(coming.body, "text/html");
    const target = next || (request.responseURL === form.action ? "" : request.responseURL);
    if (status < 400 && target) location.assign(target);
    else if (!showAnswer(answer)) failed(errorOf(answer, status));
  });
  request.addEventListener("error", () => {
    failed("The connection broke before the file was through; it may be larger than 500 MB. Nothing was kept; try again.");
  });
  request.open("POST", form.action);
  if (form.dataset.progress) request.setRequestHeader("X-Progress", "1");
  box.hidden = false;
  form.dataset.sending = "";
  request.send(new FormData(form, submitter));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const bar = form.matches?.("form[data-upload]") && form.querySelector(".upload-progress progress");
  if (!bar || event.defaultPrevented) return;
  event.preventDefault();
  if ("sending" in form.dataset) return;
  submitWithProgress(form, bar, event.submitter);
});

for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(name, (event) => {
    const area = event.target.closest?.(".drop");
    if (!area) return;
    event.preventDefault();
    area.classList.toggle("is-over", over);
    const input = area.querySelector("input[type=file]");
    if (name === "drop" && input && event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
