// Pages of items: editing in place, and what tables do.
import "./inline-edit.js";
import "./table/bulk.js";
import "./table/grid.js";
import "./table/refresh.js";
import "./table/selection.js";
import "./table/sort.js";
