// The page of one item: after a field was edited in place, or that was taken back, it is drawn as the server shows it.
import { isEdited } from "./inline-edit.js";
import { refresh } from "./move.js";

function drawn(event) {
  const record = event.target.closest(".record");
  if (record && !isEdited(record)) refresh(record);
}

document.addEventListener("item-saved", drawn);
document.addEventListener("item-undone", drawn);
