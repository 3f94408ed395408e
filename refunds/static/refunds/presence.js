"use strict";

/* Who else has this case open. The page asks every fifteen seconds while somebody is at it: after five minutes without a
   key or a move it falls silent, and neither shows them as there nor keeps their session. */
{
  const BEAT = 15000;
  const AWAY = 5 * 60000;
  const form = document.getElementById("presence");
  const place = form.querySelector("[role=status]");
  let moved = Date.now();
  const stir = () => {
    moved = Date.now();
  };
  for (const sign of ["keydown", "pointermove", "pointerdown", "scroll"]) document.addEventListener(sign, stir, { passive: true });

  const said = (more) => {
    const data = new FormData(form);
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    return data;
  };

  const beat = async () => {
    if (document.hidden || Date.now() - moved > AWAY) return;
    const writing = document.querySelector("dialog[open] form.step-form") ? { writing: "1" } : {};
    const answer = await fetch(form.action, { method: "POST", body: said(writing), credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...page.body.childNodes);
  };

  addEventListener("pagehide", () => navigator.sendBeacon(form.action, said({ leaves: "1" })));
  document.addEventListener("step-shown", beat);
  setInterval(beat, BEAT);
  beat();
}
