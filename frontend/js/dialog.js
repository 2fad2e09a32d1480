// Dialogs: `data-dialog="id"` opens one, a refused form in one opens it again, `data-close` closes it, and `data-confirm` asks
// before a form or link goes.
import { confirmWith } from "./confirm.js";
import { leave } from "./unsaved.js";

function open(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

/** A form that was refused stands open again, with what was typed and what is wrong beside it. */
document.addEventListener("DOMContentLoaded", () => {
  const refused = document.querySelector("dialog [data-refused], dialog [data-error-summary]");
  if (refused) open(refused.closest("dialog"));
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    event.preventDefault();
    // A menu closes behind its choice: when the dialog is left, the focus goes to what opened the menu.
    opener.closest("details.menu")?.querySelector("summary").focus();
    open(document.getElementById(opener.dataset.dialog));
    return;
  }
  if (event.target.closest("[data-close]")) leave(event.target.closest("dialog"));
  // A click on the backdrop lands on the dialog itself.
  if (event.target.matches("dialog.dialog")) leave(event.target);
});

// htmx asks before it sends where an element has hx-confirm.
document.addEventListener("htmx:confirm", (event) => {
  const { ctx, issueRequest, dropRequest } = event.detail;
  event.preventDefault();
  const verb = ctx.sourceElement?.dataset.confirmVerb;
  confirmWith(ctx.confirm, verb).then((yes) => (yes ? issueRequest() : dropRequest()));
});

// A plain form asks the same way. `requestSubmit` keeps the button that was pressed.
document.addEventListener("submit", async (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (!question || event.target.dataset.confirmed) return;
  event.preventDefault();
  const { target: form, submitter } = event;
  if (await confirmWith(question, submitter?.dataset.confirmVerb ?? form.dataset.confirmVerb)) {
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  }
});
