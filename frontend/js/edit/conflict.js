// Who changed an item while somebody else was typing: one sentence, from the item's log.
import { isDay, written, writtenDay } from "../zone.js";
import { call } from "./api.js";

const MOST = 20;

/** A field's column in the log: `ownerUserId` → `owner_user_id`. */
const column = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The fields that an entry of the log changed, as columns, each with what it became where the log shows it. */
function changed(entry, id) {
  const found = JSON.parse(entry.entry).changes.find((each) => each.id === id);
  return Object.entries(found?.fields ?? {}).map(([name, [, now]]) => [name, typeof now === "object" ? null : now]);
}

/** A value of the log as the page shows it: the word of a choice, a date as the reader writes it. */
function shown(meta, value) {
  if (meta?.type === "datetime") return written(new Date(value));
  if (["date", "day"].includes(meta?.type) && isDay(value)) return writtenDay(value);
  return meta?.choices?.find((each) => each.value === value)?.label ?? value;
}

/** “Mika Member changed Status to “Active” meanwhile.” for the versions after `seen` up to `current`. */
export async function whatHappened(api, id, seen, current, fields) {
  const answer = await call("GET", `${api}/${id}/oplog?limit=${Math.min(MOST, Math.max(1, current - seen))}`);
  const entries = answer.ok ? answer.body.items : [];
  const known = Object.fromEntries(Object.entries(fields).map(([name, meta]) => [column(name), meta]));
  const said = entries.map((entry) => {
    const what = changed(entry, id).map(([name, now]) => {
      const label = known[name]?.label ?? name.replaceAll("_", " ");
      return now === null || now === "" || known[name]?.to ? label : `${label} to “${shown(known[name], now)}”`;
    });
    return `${entry.person ?? "Somebody"} changed ${what.join(", ") || "this"} meanwhile.`;
  });
  return [...new Set(said)].join(" ") || "Somebody changed this meanwhile.";
}
