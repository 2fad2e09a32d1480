// Moving an item to another state: by the buttons of its "Move to…" menu, or by a board that sends `item-move` with
// `{url, from, to, asks, done}`. What the step needs is asked in a dialog; without script the same address is a page.
import { announce } from "./announce.js";
import { part } from "./part.js";

const LOST = "The server could not be reached. Nothing was moved; check the connection and try again.";

const sentence = (part) => part?.querySelector("p, h1")?.textContent.trim() || LOST;

function dialog() {
  let found = document.getElementById("move-dialog");
  if (!found) {
    found = document.createElement("dialog");
    found.id = "move-dialog";
    found.className = "dialog";
    found.setAttribute("aria-labelledby", "move-title");
    document.body.append(found);
  }
  return found;
}

/** Says where the item is now, with the way back. */
export function told({ part }) {
  const undo = part.querySelector("form");
  undo?.remove();
  announce(sentence(part), "good", undo);
  return true;
}

export function refused({ status, part }) {
  announce(status ? sentence(part) : LOST, "bad");
  return false;
}

/** Asks in a dialog, as often as something is still missing; resolves to whether it was done. */
export function asked(answer) {
  const box = dialog();
  box.replaceChildren(answer.part);
  box.showModal();
  box.querySelector("form :is(input:not([type=hidden]), textarea, select)")?.focus();
  return new Promise((resolve) => {
    let moved = false;
    async function send(event) {
      event.preventDefault();
      const form = event.target;
      const button = form.querySelector(".btn-primary");
      button.disabled = true;
      const body = new FormData(form);
      body.set("back", location.pathname + location.search);
      const next = await part(form.action, { method: "POST", body });
      button.disabled = false;
      if (next.status === 422) {
        box.replaceChildren(next.part);
        box.querySelector("[data-error-summary]")?.focus();
        return;
      }
      moved = next.status === 200 ? told(next) : refused(next);
      box.close();
    }
    const leave = (event) => event.target.closest("a[data-close]") && event.preventDefault();
    box.addEventListener("submit", send);
    box.addEventListener("click", leave);
    box.addEventListener(
      "close",
      () => {
        box.removeEventListener("submit", send);
        box.removeEventListener("click", leave);
        box.replaceChildren();
        resolve(moved);
      },
      { once: true },
    );
  });
}

/** Takes the step from one state to another; resolves to whether the item has moved. What is refused is said. */
async function move(url, from, to, asks) {
  const back = location.pathname + location.search;
  if (asks) {
    const answer = await part(`${url}?${new URLSearchParams({ from, to })}`);
    return answer.status === 200 ? asked(answer) : refused(answer);
  }
  const answer = await part(url, { method: "POST", body: new URLSearchParams({ from, to, back }) });
  if (answer.status === 422) return asked(answer);
  return answer.status === 200 ? told(answer) : refused(answer);
}

/** Lets the part of the page that shows the item fetch itself again. */
export function refresh(element) {
  element.closest("[data-live]")?.dispatchEvent(new CustomEvent("live-refresh"));
}

document.addEventListener("click", async (event) => {
  const step = event.target.closest("[data-move-menu] [data-move]");
  if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const menu = step.closest("[data-move-menu]");
  const address = new URL(step.form?.action ?? step.href, location.href);
  const from = step.form?.elements.from.value ?? address.searchParams.get("from");
  menu.open = false;
  menu.querySelector("summary").focus();
  await move(address.pathname, from, step.dataset.move, "asks" in step.dataset);
  const card = menu.closest("[data-id]")?.querySelector("[data-card]");
  (card ?? menu.querySelector("summary")).focus({ preventScroll: true });
  refresh(menu);
});

document.addEventListener("item-move", async ({ detail }) => {
  detail.done(await move(detail.url, detail.from, detail.to, detail.asks));
});
