// A form with data-upload shows how much of its file is sent, and takes a file dropped on its `.drop` area.

/** Puts the answer's main part in place of ours. */
function showAnswer(html) {
  const main = new DOMParser().parseFromString(html, "text/html").getElementById("main");
  if (!main) return;
  document.getElementById("main").replaceWith(main);
  window.htmx?.process(main);
  main.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
}

function submitWithProgress(form, bar, submitter) {
  const request = new XMLHttpRequest();
  const box = bar.closest(".upload-progress");
  const value = box?.querySelector(".meter-value");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((100 * event.loaded) / event.total);
    if (value) value.textContent = bar.value < 100 ? `${bar.value}% sent` : "Reading the file…";
  });
  request.addEventListener("load", () => {
    // The server answers with a redirect, or with this page again and what is wrong with the file.
    if (request.responseURL !== form.action) location.assign(request.responseURL);
    else showAnswer(request.responseText);
  });
  request.addEventListener("error", () => {
    box.hidden = true;
    form.submit();
  });
  request.open("POST", form.action);
  box.hidden = false;
  request.send(new FormData(form, submitter));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const bar = form.matches?.("form[data-upload]") && form.querySelector(".upload-progress progress");
  if (!bar || event.defaultPrevented) return;
  event.preventDefault();
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
