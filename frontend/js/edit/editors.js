// The editor that fits a field: from what the page says of it (`fields-…`) to an input, and from that back to a value.
import TomSelect from "tom-select/base";
import { momentOf, wallTime } from "../zone.js";
import { call } from "./api.js";

const plain = (input) => (input.value.trim() === "" ? null : input.value.trim());
const number = (input) => (input.value === "" ? null : Number(input.value));
const MOST = 20;

/** What the page says of the fields of an entity. */
export function fieldsOf(entity) {
  const told = document.getElementById(`fields-${entity}`);
  return told ? JSON.parse(told.textContent) : {};
}

function made(tag, attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  return element;
}

function line(meta, value, type, more = {}) {
  const input = made("input", { type, class: "form-control", maxlength: meta.most, ...more });
  input.value = value ?? "";
  return { input, read: () => plain(input) };
}

function choice(options, value, clearable) {
  const input = made("select", { class: "form-select" });
  for (const each of clearable ? [{ value: "", label: "–" }, ...options] : options) {
    const option = new Option(each.label, each.value);
    option.selected = each.value === String(value ?? "");
    input.append(option);
  }
  return { input, read: () => input.value || null };
}

function several(meta, value) {
  const input = made("textarea", { class: "form-control", rows: 4, maxlength: meta.most });
  input.value = value ?? "";
  return { input, read: () => (input.value.trim() === "" ? null : input.value) };
}

/** In the zone in which the page shows it. */
function moment(meta, value) {
  const { input } = line({}, wallTime(value), "datetime-local");
  return { input, read: () => momentOf(input.value) };
}

/** Something else that is looked for by typing: a colleague, a partner. */
function reference(meta, value, shown, parent) {
  const { path, title, more, same } = meta.to;
  const called = (item) => ({ ...item, [title]: [title, ...more].map((name) => item[name]).filter(Boolean).join(", ") });
  const input = made("select", { class: "form-select" });
  if (value) input.append(new Option(shown, value, true, true));
  const start = () =>
    new TomSelect(input, {
      valueField: "id",
      labelField: title,
      searchField: [title],
      maxItems: 1,
      allowEmptyOption: meta.clearable,
      preload: "focus",
      dropdownParent: "body",
      options: value ? [{ id: value, [title]: shown }] : [],
      plugins: [],
      async load(words, done) {
        const asked = new URLSearchParams({ fields: ["id", title, ...more].join(), sort: title, limit: MOST });
        if (words) asked.set("q", words);
        if (same && parent) asked.set(same, parent);
        const answer = await call("GET", `/api/v1/${path}?${asked}`);
        done(answer.ok ? answer.body.items.map(called) : []);
      },
    });
  return { input, read: () => input.value || null, start };
}

/** `{input, read, start?}` for an item of `parent`: `read()` gives the value, null for an emptied one; `start()` once the input is on the page. */
export function editorFor(meta, value, shown = "", parent = "") {
  if (meta.to) return reference(meta, value, shown, parent);
  if (meta.choices) return choice(meta.choices, value, meta.clearable);
  switch (meta.type) {
    case "boolean": {
      const found = choice([{ value: "true", label: "Yes" }, { value: "false", label: "No" }], value, meta.clearable);
      return { ...found, read: () => (found.input.value === "" ? null : found.input.value === "true") };
    }
    case "integer":
    case "number": {
      const step = meta.type === "integer" ? 1 : "any";
      const { input } = line({}, value, "number", { step, min: meta.least, max: meta.most });
      return { input, read: () => number(input) };
    }
    case "date":
      return line({}, value, "date");
    case "day":
      return line(meta, value, !value || /^\d{4}-\d\d-\d\d$/.test(value) ? "date" : "text");
    case "datetime":
      return moment(meta, value);
    case "text":
      return several(meta, value);
    case "array": {
      const { input } = line({}, (value ?? []).join(", "), "text");
      return { input, read: () => input.value.split(",").map((part) => part.trim()).filter(Boolean) };
    }
    default:
      return line(meta, value, "text", { inputmode: { email: "email", url: "url" }[meta.type] });
  }
}
