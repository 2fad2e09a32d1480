// A link with data-export fetches its file here.
import { fetchFile } from "./file.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-export]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  fetchFile(link.href);
});
