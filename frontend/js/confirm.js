// A question with two answers, in our own dialog.

/** Asks in our own dialog; resolves to whether the person said yes. */
export function confirmWith(question, verb = "Yes, continue", back = "Cancel") {
  const dialog = document.getElementById("confirm");
  if (!dialog) return Promise.resolve(window.confirm(question));
  dialog.querySelector("[data-question]").textContent = question;
  dialog.querySelector("[value=yes]").textContent = verb;
  dialog.querySelector("[value=no]").textContent = back;
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
