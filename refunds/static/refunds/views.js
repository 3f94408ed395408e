"use strict";

/* Saved views: columns change places under the arrows beside them, and the link of a view is copied. Without this script
   the arrows send the form, which comes back in the new order, and the link is selected by hand. */
{
  const atItsEnd = (list) => {
    for (const row of list.children) {
      const [up, down] = row.querySelectorAll("[name=move]");
      up.setAttribute("aria-disabled", String(row === list.firstElementChild));
      down.setAttribute("aria-disabled", String(row === list.lastElementChild));
    }
  };

  const say = (list, row) => {
    const said = list.closest("fieldset").querySelector("[data-said]");
    const rows = [...list.children];
    said.textContent = list.dataset.moved
      .replace("{label}", row.querySelector("[data-name]").textContent)
      .replace("{place}", rows.indexOf(row) + 1)
      .replace("{count}", rows.length);
  };

  const move = (button) => {
    const row = button.closest("li");
    const list = row.parentElement;
    const other = button.value.startsWith("up ") ? row.previousElementSibling : row.nextElementSibling;
    if (other && button.value.startsWith("up ")) other.before(row);
    else if (other) other.after(row);
    button.focus();
    atItsEnd(list);
    say(list, row);
  };

  const copy = async (button) => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    const isCopied = await navigator.clipboard.writeText(field.value).then(() => true, () => document.execCommand("copy"));
    if (isCopied) button.textContent = button.dataset.copied;
  };

  document.addEventListener("click", (event) => {
    const arrow = event.target.closest("[data-in-order] [name=move]");
    if (arrow) {
      event.preventDefault();
      move(arrow);
    }
    const button = event.target.closest("[data-copies]");
    if (button) copy(button);
  });
  document.addEventListener("step-shown", (event) => event.target.querySelectorAll("[data-in-order]").forEach(atItsEnd));
  document.querySelectorAll("[data-in-order]").forEach(atItsEnd);
  for (const button of document.querySelectorAll("[data-copies]")) button.hidden = !navigator.clipboard;
}
