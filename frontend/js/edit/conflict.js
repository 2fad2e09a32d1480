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
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (meta?.type === "datetime") return written(new Date(value));
  if (["date", "day"].includes(meta?.type) && isDay(value)) return writtenDay(value);
  return meta?.choices?.find((each) => each.value === value)?.label ?? value;
}

/** “Contact is now “Petra Elm”.” for a field whose text the log does not show. */
async function isNow(meta, value) {
  if (value === null || value === "") return `${meta.label} is empty now.`;
  if (!meta.to) return `${meta.label} is now “${shown(meta, Array.isArray(value) ? value.join(", ") : value)}”.`;
  const other = await call("GET", `/api/v1/${meta.to.path}/${value}`);
  return other.ok ? `${meta.label} is now “${other.body[meta.to.title]}”.` : "";
}

/**
 * “Mika Member changed Status to “Active” meanwhile.” for the versions after `seen` up to that of the item as it is now;
 * what `clash`, the field that both changed, holds now is said in any case.
 */
export async function whatHappened(api, item, seen, fields, clash) {
  const { id, version } = item;
  const answer = await call("GET", `${api}/${id}/oplog?limit=${Math.min(MOST, Math.max(1, version - seen))}`);
  const entries = answer.ok ? answer.body.items : [];
  const known = Object.fromEntries(Object.entries(fields).map(([name, meta]) => [column(name), meta]));
  const said = entries.map((entry) => {
    const what = changed(entry, id).map(([name, now]) => {
      const label = known[name]?.label ?? name.replaceAll("_", " ");
      return now === null || now === "" || known[name]?.to ? label : `${label} to “${shown(known[name], now)}”`;
    });
    return `${entry.person ?? "Somebody"} changed ${what.join(", ") || "this"} meanwhile.`;
  });
  const sentences = [...new Set(said)];
  if (!sentences.length) sentences.push("Somebody changed this meanwhile.");
  const value = clash && (item[clash] ?? null);
  const isSaid = clash && sentences.some((each) => each.includes(`${fields[clash].label} to “${shown(fields[clash], value)}”`));
  if (clash && !isSaid) sentences.push(await isNow(fields[clash], value));
  return sentences.filter(Boolean).join(" ");
}
