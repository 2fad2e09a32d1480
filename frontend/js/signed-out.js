// Whoever was signed out meanwhile is told so, with the way back in: what stands on the page stays there.
import { announce } from "./announce.js";

/** Says that nothing was done because nobody is signed in; live.js says it above the page as well. */
export function saySignedOut(nothing) {
  document.dispatchEvent(new CustomEvent("signed-out"));
  const link = document.createElement("a");
  link.className = "btn btn-sm";
  link.href = document.querySelector("#signed-out a")?.href ?? "/accounts/login/";
  link.textContent = "Sign in";
  announce(`You have been signed out. ${nothing}`, "bad", link);
}
