// Tabs that do not fit are scrolled to the one that is open, so that a phone shows where one is.

document.addEventListener("DOMContentLoaded", () => {
  for (const active of document.querySelectorAll(".tabs [aria-current]")) {
    const tabs = active.closest(".tabs");
    const middle = active.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - active.offsetWidth) / 2;
    tabs.scrollLeft = Math.max(0, middle);
  }
});
