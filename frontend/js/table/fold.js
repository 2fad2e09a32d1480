// On a phone what narrows and orders a list is behind one button.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fold]");
  if (!button) return;
  const isOpen = document.getElementById(button.dataset.fold).classList.toggle("is-open");
  button.setAttribute("aria-expanded", String(isOpen));
});
