// Lists that somebody has made longer by "Show more": drawn anew, they are as long as they were.
// Such a link names its list by hx-target and what joins it by hx-select.
const MORE = "[hx-swap=beforeend][hx-target^='#'][hx-select]";
const MOST = 20;

const linkTo = (part, id) => part.querySelector(`[hx-swap=beforeend][hx-target="#${CSS.escape(id)}"]`);

async function fetched(address) {
  const response = await fetch(new URL(address, location.href), { headers: { "HX-Request": "true" } });
  return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
}

/** The lists of which `element` shows more than the new `part` does, by id, with how long they are. */
function shorter(element, part) {
  const ids = [...part.querySelectorAll(MORE)].map((link) => link.getAttribute("hx-target").slice(1));
  return ids
    .map((id) => [id, element.querySelector(`#${CSS.escape(id)}`)?.childElementCount ?? 0])
    .filter(([id, count]) => count > (part.getElementById(id)?.childElementCount ?? count));
}

/** Fetches what follows until the list in `part` is as long as it was. */
async function lengthen(part, id, count) {
  const list = part.getElementById(id);
  for (let asked = 0; asked < MOST && list.childElementCount < count; asked += 1) {
    const link = linkTo(part, id);
    const next = link && (await fetched(link.getAttribute("hx-get")));
    if (!next) return;
    list.append(...next.querySelectorAll(link.getAttribute("hx-select")));
    const foot = next.getElementById(`${id}-more`);
    if (foot) part.getElementById(`${id}-more`).replaceWith(foot);
    else link.remove();
  }
}

/** The text of the new part with every list as long as `element` shows it; null where none is shorter. */
export async function lengthened(element, text) {
  const part = new DOMParser().parseFromString(text, "text/html");
  const lists = shorter(element, part);
  for (const [id, count] of lists) await lengthen(part, id, count);
  return part.documentElement.outerHTML;
}

/** Whether the new part shows less than `element` does. */
export function isShorter(element, text) {
  return shorter(element, new DOMParser().parseFromString(text, "text/html")).length > 0;
}
