// `data-typed-select` turns a long <select> into one that can be searched by typing.
import TomSelect from "tom-select/base";

function start() {
  for (const select of document.querySelectorAll("select[data-typed-select]:not(.tomselected)")) {
    new TomSelect(select, { maxOptions: 200, allowEmptyOption: true });
  }
}

document.addEventListener("DOMContentLoaded", start);
document.addEventListener("htmx:after:swap", start);
