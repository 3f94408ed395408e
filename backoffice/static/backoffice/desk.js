"use strict";

/* A click anywhere in a row of a list opens the row; its link does so for the keyboard. */
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (!row || event.target.closest("a, button, input, select, label") || String(getSelection())) return;
  const link = row.querySelector("a[href]");
  if (link) link.click();
});

/* Menus close at a click elsewhere and at Escape. */
const openMenus = () => document.querySelectorAll("details.drop[open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
