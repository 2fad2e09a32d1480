// `data-shows-when="field=value|value"` hides what does not apply until that field of the same form says so.
// Without script everything is visible; what is hidden keeps its value and is sent as before.
function settle(form) {
  for (const part of form.querySelectorAll("[data-shows-when]")) {
    const [name, values] = part.dataset.showsWhen.split("=");
    const field = form.elements.namedItem(name);
    if (field) part.hidden = !values.split("|").includes(field.value);
  }
}

function start() {
  for (const form of new Set([...document.querySelectorAll("form [data-shows-when]")].map((part) => part.closest("form")))) {
    settle(form);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.form) settle(event.target.form);
});
document.addEventListener("DOMContentLoaded", start);
document.addEventListener("htmx:after:swap", start);
