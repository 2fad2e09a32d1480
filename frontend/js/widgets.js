// Only on pages that need them: long selects one can type into, and lists one can drag.
import "./sortable-list.js";
import "./typed-select.js";
