// Keys: `?` shows those that this page has, `/` goes to the search, `g` and a letter goes to a page of the sidebar.
const WAIT = 1200;
let pending = "";
let timer;

const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog") !== null;

function forget() {
  pending = "";
  clearTimeout(timer);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (pending === "g") {
    forget();
    const target = document.querySelector(`[data-shortcut="g ${CSS.escape(key)}"]`);
    if (target) {
      event.preventDefault();
      target.click();
    }
    return;
  }
  if (key === "g") {
    pending = "g";
    timer = setTimeout(forget, WAIT);
    return;
  }
  const target = document.querySelector(`[data-shortcut="${CSS.escape(key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  target.click();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-dialog=shortcuts]")) return;
  for (const group of document.querySelectorAll("#shortcuts [data-when]")) {
    group.hidden = !document.querySelector(group.dataset.when);
  }
});
