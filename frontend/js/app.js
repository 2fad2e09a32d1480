// The behaviours every page has. Each module looks for its own attributes and does one thing.
import "./browser-zone.js";
import "./copy.js";
import "./dialog.js";
import "./drawer.js";
import "./errors.js";
import "./live.js";
import "./menu.js";
import "./palette.js";
import "./passkeys.js";
import "./progress/export.js";
import "./progress/form.js";
import "./shortcuts.js";
import "./shows-when.js";
import "./tabs.js";
import "./times.js";
import "./toast.js";
import "./upload-progress.js";
