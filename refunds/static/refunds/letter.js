"use strict";

/* The letter of a step, as it would go out now; it follows what is typed. Without this script a button shows it. */
{
  const PAUSE = 400;
  let timer = 0;
  let turn = 0;

  const show = async (form) => {
    const place = form.querySelector("[data-letter]");
    if (!place) return;
    const mine = ++turn;
    const answer = await fetch(place.dataset.letter, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => null);
    if (mine !== turn || !answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
    const button = form.querySelector("[data-letter-button]");
    if (button) button.hidden = true;
  };

  const later = (event) => {
    const form = event.target.closest("form.step-form");
    if (!form || !form.querySelector("[data-letter]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(form), PAUSE);
  };

  document.addEventListener("input", later);
  document.addEventListener("change", later);
  document.addEventListener("step-shown", (event) => show(event.target));
  for (const form of document.querySelectorAll("main form.step-form, #content form.step-form")) show(form);
}
