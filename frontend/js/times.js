// Moments are sent as UTC and shown as the reader writes them (zone.js). Those with data-local=relative say how long until or
// since. A plain date has no zone, and is written the same way.
import { isDay, language, written, writtenClock, writtenDay, writtenFully } from "./zone.js";

const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

/** "in 3 hours", "2 days ago"; within a minute "just now", or "now" of what is still to come. */
function distance(seconds) {
  const found = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  if (!found) return seconds < 0 ? "just now" : "now";
  const [unit, size] = found;
  return relative.format(Math.trunc(seconds / size), unit);
}

const WAYS = { clock: writtenClock, exact: written, relative: (_, seconds) => distance(seconds) };

function paint() {
  for (const element of document.querySelectorAll("time[datetime]:not([data-local])")) {
    if (isDay(element.dateTime)) element.textContent = writtenDay(element.dateTime);
  }
  for (const element of document.querySelectorAll("time[data-local]")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const seconds = (moment - Date.now()) / 1000;
    element.textContent = WAYS[element.dataset.local](moment, seconds);
    element.title = writtenFully(moment);
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
