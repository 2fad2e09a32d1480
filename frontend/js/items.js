// Pages of items: editing in place, moving on, and what tables do.
import "./edit/leave.js";
import "./edit/undo.js";
import "./inline-edit.js";
import "./move.js";
import "./record.js";
import "./table/bulk.js";
import "./table/bulk-verbs.js";
import "./table/fold.js";
import "./table/grid.js";
import "./table/refresh.js";
import "./table/selection.js";
import "./table/sort.js";
import "./verb.js";
