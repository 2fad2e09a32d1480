// Verbs of an item: a button that does one at once, or a link to what it asks, shown in a dialog. Without script both
// lead to pages of their own.
import { asked, refresh, refused, told } from "./move.js";
import { part } from "./part.js";

/** Does one; resolves to whether it was done. The buttons of a list share its form, each with an address of its own. */
async function send(form, button) {
  button.disabled = true;
  const answer = await part(button.getAttribute("formaction") ?? form.action, { method: "POST", body: new FormData(form) });
  button.disabled = false;
  return answer.status === 200 ? told(answer) : refused(answer);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-verb]") || (event.submitter?.dataset.confirm && !form.dataset.confirmed)) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("button");
  if (await send(form, button)) refresh(button);
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-verb]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await part(link.href);
  if (answer.status === 200 ? await asked(answer) : refused(answer)) refresh(link);
});
