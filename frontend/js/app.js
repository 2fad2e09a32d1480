// The behaviours every page has. Each module looks for its own attributes and does one thing.
import "./copy.js";
import "./dialog.js";
import "./drawer.js";
import "./errors.js";
import "./export-progress.js";
import "./live.js";
import "./menu.js";
import "./passkeys.js";
import "./shortcuts.js";
import "./shows-when.js";
import "./times.js";
import "./toast.js";
import "./upload-progress.js";
