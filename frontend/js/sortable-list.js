// `data-sortable="group"` makes a list draggable; the drop is the same request as its "Move to…" menu.
import Sortable from "sortablejs";

function start(root) {
  for (const list of root.querySelectorAll("[data-sortable]:not([data-sortable-on])")) {
    list.dataset.sortableOn = "yes";
    Sortable.create(list, {
      group: list.dataset.sortable,
      handle: list.dataset.sortableHandle || undefined,
      draggable: "[data-item]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      ghostClass: "is-drop-place",
      chosenClass: "is-dragging",
      onEnd({ item, to, newDraggableIndex }) {
        // Listened to by the page: <form hx-trigger="moved from:closest [data-board]"> or a small module.
        item.dispatchEvent(
          new CustomEvent("moved", {
            bubbles: true,
            detail: { item: item.dataset.item, to: to.dataset.list, position: newDraggableIndex },
          }),
        );
      },
    });
  }
}

document.addEventListener("DOMContentLoaded", () => start(document));
document.addEventListener("htmx:after:swap", () => start(document));
