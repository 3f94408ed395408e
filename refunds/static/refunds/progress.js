"use strict";

/* While a try-out is under way its progress moves by itself. Without this script the page is reloaded by hand. */

const PAUSE = 1500;
const marked = () => document.querySelector("[data-under-way]");
for (const hint of document.querySelectorAll(".no-script")) hint.hidden = true;

const look = async () => {
  const here = marked();
  if (!here) return;
  if (!document.hidden && !document.querySelector("dialog[open]")) {
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (answer && answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const anew = page.getElementById(here.id);
      if (!anew || !anew.hasAttribute("data-under-way")) return location.reload();
      const held = document.activeElement && here.contains(document.activeElement);
      if (!held) {
        const part = document.importNode(anew, true);
        for (const hint of part.querySelectorAll(".no-script")) hint.hidden = true;
        here.replaceWith(part);
      } else {
        const bar = here.querySelector("progress");
        const next = anew.querySelector("progress");
        if (bar && next && next.hasAttribute("value")) {
          bar.max = next.max;
          bar.value = next.value;
        }
      }
    }
  }
  setTimeout(look, PAUSE);
};
setTimeout(look, PAUSE);
