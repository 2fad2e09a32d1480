// A file that is fetched here, so that a long one shows how far it is and can be cancelled.
import { announce } from "../announce.js";
import { saySignedOut } from "../signed-out.js";
import { meter } from "./meter.js";
import { fetchWithProgress } from "./stream.js";

const SAVE_LATER = 60_000;

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVE_LATER);
}

/** Fetches a file and saves it; what is wrong is said. */
export async function fetchFile(url, options = {}) {
  const stop = new AbortController();
  const shown = meter("Exporting", () => stop.abort());
  try {
    const answer = await fetchWithProgress(url, { ...options, headers: { Accept: "application/json, */*" }, signal: stop.signal }, shown.step);
    const { status, name } = answer.head;
    if (status === 200 && name) {
      save(answer.blob(), name);
      return;
    }
    if (status === 401) {
      saySignedOut("No file was made.");
      return;
    }
    const page = new DOMParser().parseFromString(await answer.blob().text(), "text/html");
    announce(page.querySelector("main p")?.textContent.trim() || "The file could not be made. Try again in a moment.", "bad");
  } catch (error) {
    if (error.name !== "AbortError") announce("The connection broke before the file was through. Try again.", "bad");
  } finally {
    shown.remove();
  }
}
