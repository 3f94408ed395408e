"use strict";

/* The keys of the desk; the dialog behind ? lists them. Letters rest while somebody types or a dialog is open, and for
   good where somebody switched them off (WCAG 2.1.4). */
{
  const keysSheet = document.getElementById("keys");
  const OFF = "keys-off";
  const switchedOff = () => localStorage.getItem(OFF) === "1";
  const writes = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
  const rows = () => [...document.querySelectorAll("tr[data-href] a[href]")].filter((link, place, all) => place === 0 || link.closest("tr") !== all[place - 1].closest("tr"));

  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1);
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const button = [...document.querySelectorAll("[aria-keyshortcuts]")].find((one) => one.getAttribute("aria-keyshortcuts") === key);
    if (!button) return false;
    const fold = button.closest("details");
    if (button.getAttribute("aria-disabled")) {
      if (fold) fold.open = true;
      button.focus();
    } else button.click();
    return true;
  };

  const search = () => {
    const field = document.querySelector("#searchbar, #jump");
    if (field) field.focus();
  };

  const does = {
    "?": () => keysSheet.showModal(),
    "/": search,
    j: () => move(1),
    k: () => move(-1),
    u: () => {
      const queue = document.querySelector(".jump");
      if (queue) location.assign(queue.getAttribute("action"));
    },
  };

  const send = (event) => {
    const form = event.target.closest("form.step-form");
    if (form) form.requestSubmit(form.querySelector(".step-actions [type=submit]"));
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
    if (event.ctrlKey || event.metaKey || event.altKey || switchedOff()) return;
    if (event.target.closest(writes) || document.querySelector("dialog[open]")) return;
    if (does[event.key]) does[event.key]();
    else if (!press(event.key)) return;
    event.preventDefault();
  });

  if (keysSheet) {
    for (const button of document.querySelectorAll("[data-open-keys]")) {
      button.hidden = false;
      button.addEventListener("click", () => keysSheet.showModal());
    }
    const on = document.getElementById("keys-on");
    on.checked = !switchedOff();
    on.addEventListener("change", () => localStorage.setItem(OFF, on.checked ? "0" : "1"));
  }
}
