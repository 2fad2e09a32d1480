// `data-typed-select` turns a long <select> into one that can be searched by typing. With `data-api` and `data-title`
// what is not in it is found on the server.
import TomSelect from "tom-select/base";
import { call } from "./edit/api.js";

const MOST = 20;

function start() {
  for (const select of document.querySelectorAll("select[data-typed-select]:not(.tomselected)")) {
    const { api, title, more, narrowed } = select.dataset;
    const names = [title, ...(more ?? "").split(",").filter(Boolean)];
    const control = new TomSelect(select, {
      maxOptions: 200,
      allowEmptyOption: true,
      ...(api && {
        async load(words, done) {
          const asked = new URLSearchParams({ fields: ["id", ...names].join(), sort: title, limit: MOST, q: words });
          const answer = await call("GET", `${api}?${asked}${narrowed ? `&${narrowed}` : ""}`);
          done(answer.ok ? answer.body.items.map((each) => ({ value: each.id, text: names.map((name) => each[name]).filter(Boolean).join(", ") })) : []);
        },
      }),
    });
    // What is behind it is read by nobody; what belongs to it is said by the control instead.
    select.setAttribute("aria-hidden", "true");
    const tied = select.getAttribute("aria-describedby");
    if (tied) control.control_input.setAttribute("aria-describedby", tied);
  }
}

document.addEventListener("DOMContentLoaded", start);
document.addEventListener("htmx:after:swap", start);
