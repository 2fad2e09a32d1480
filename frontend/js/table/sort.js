// A click on a column's head sorts by it (its link); with Shift it is added to the order there is.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-adds]");
  if (!link || !event.shiftKey) return;
  event.preventDefault();
  location.assign(link.dataset.adds);
});
