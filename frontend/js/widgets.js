// Only on pages with forms of items: long selects one can type into.
import "./typed-select.js";
