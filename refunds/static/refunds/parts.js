"use strict";

/* A part of the page is fetched when it comes into sight. Without this script a link in its place leads to it. */
{
  const AHEAD = "300px";

  const fill = async (place) => {
    place.setAttribute("aria-busy", "true");
    const answer = await fetch(place.dataset.part, { credentials: "same-origin" }).catch(() => null);
    const text = answer && answer.ok && !answer.redirected ? await answer.text().catch(() => "") : "";
    place.removeAttribute("aria-busy");
    if (!text) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const wasHere = place.contains(document.activeElement);
    place.replaceChildren(...page.body.childNodes);
    if (!wasHere) return;
    place.tabIndex = -1;
    place.focus();
  };

  const inSight = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        inSight.unobserve(target);
        fill(target);
      }
    },
    { rootMargin: AHEAD },
  );
  for (const place of document.querySelectorAll("[data-part]")) inSight.observe(place);
}
