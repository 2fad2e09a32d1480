// Moments are sent as UTC and shown in the reader's zone and way of writing dates: those of their account (data-zone and
// data-dates of the page), else the browser's. Those with data-relative say how long until or since. A plain date has no
// zone, and is written the same way.
const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];
const { dates: language, zone: timeZone } = document.documentElement.dataset;
const exact = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone });
const days = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long", timeZone });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

/** "in 3 hours", "2 days ago"; "now" within a minute. */
function distance(seconds) {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  return relative.format(Math.trunc(seconds / size), unit);
}

function paint() {
  for (const element of document.querySelectorAll("time[datetime]:not([data-local])")) {
    if (DAY.test(element.dateTime)) element.textContent = days.format(new Date(element.dateTime));
  }
  for (const element of document.querySelectorAll("time[data-local]")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const seconds = (moment - Date.now()) / 1000;
    element.textContent = element.dataset.local === "relative" ? distance(seconds) : exact.format(moment);
    element.title = full.format(moment);
    const due = element.closest("[data-due]");
    if (due) {
      due.classList.toggle("due-late", seconds < 0);
      due.classList.toggle("due-soon", seconds >= 0 && seconds < 86400);
      const word = due.querySelector("[data-due-word]");
      if (word) word.textContent = seconds < 0 ? "Overdue" : "Due";
    }
  }
}

document.addEventListener("DOMContentLoaded", paint);
document.addEventListener("htmx:after:swap", paint);
setInterval(paint, 30000);
