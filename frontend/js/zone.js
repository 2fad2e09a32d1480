// Times of a page, shown and edited in one zone and one way of writing: those of the reader's account (data-zone and
// data-dates of the page), on pages for people who are not signed in those of the browser.
const { dates: language, zone: timeZone } = document.documentElement.dataset;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MINUTE = 60_000;
const here = new Intl.DateTimeFormat(language).resolvedOptions().timeZone;
const isElsewhere = Boolean(timeZone) && timeZone !== here;
const exact = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone });
const clock = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone });
const named = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: "short" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long", timeZone });
const days = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
const wall = new Intl.DateTimeFormat("en-CA", {
  ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  timeZone,
});

export const isDay = (text) => DAY.test(text);
export const writtenDay = (text) => days.format(new Date(text));

/** A moment as the reader writes it; whoever is elsewhere than their account says is told whose time it is. */
export function written(moment) {
  if (!isElsewhere) return exact.format(moment);
  return `${exact.format(moment)} ${named.formatToParts(moment).find(({ type }) => type === "timeZoneName").value}`;
}
export const writtenClock = (moment) => clock.format(moment);
export const writtenFully = (moment) => full.format(moment);
export { language };

/** A moment (ISO) as an input of the browser takes it: local to the zone, to the minute; empty for none. */
export function wallTime(iso) {
  if (!iso) return "";
  const part = Object.fromEntries(wall.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return `${part.year.padStart(4, "0")}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** The moment (ISO) that such an input means; of two the first, and an hour that does not exist as before the clock moved. */
export function momentOf(text) {
  if (!text) return null;
  const meant = Date.parse(`${text}Z`);
  const away = (at) => Date.parse(`${wallTime(new Date(at).toISOString())}Z`) - Math.floor(at / MINUTE) * MINUTE;
  const before = meant - away(meant - 1440 * MINUTE);
  const after = meant - away(meant + 1440 * MINUTE);
  const found = [before, after].find((at) => wallTime(new Date(at).toISOString()) === text.slice(0, 16));
  return new Date(found ?? before).toISOString();
}
