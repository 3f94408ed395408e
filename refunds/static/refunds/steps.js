"use strict";

/* A step opens in a sheet beside its case, so that what decides stays in sight. Without this script it is a page. */

const sheet = document.createElement("dialog");
sheet.className = "sheet-beside";
sheet.setAttribute("aria-labelledby", "sheet-title");
document.body.append(sheet);

const fetched = async (address, options) => {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { answer, step: page.getElementById("step") };
};

const show = (step) => {
  const head = document.createElement("header");
  head.className = "sheet-head";
  const title = document.createElement("h2");
  title.id = "sheet-title";
  title.textContent = step.dataset.title;
  head.append(title);
  const close = step.querySelector("[data-close]");
  if (close) head.append(document.importNode(close, true));
  sheet.replaceChildren(head, document.importNode(step, true));
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  const form = sheet.querySelector("form.step-form");
  if (form) form.dispatchEvent(new Event("step-shown", { bubbles: true }));
  const first = sheet.querySelector("#step [role=alert]") || sheet.querySelector("#step :is(input:not([type=hidden]), select, textarea, button)");
  if (first) {
    if (first.matches("[role=alert]")) first.tabIndex = -1;
    first.focus();
  }
};

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-step]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const { step } = await fetched(link.href).catch(() => ({}));
  if (step) show(step);
  else location.assign(link.href);
});

sheet.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  sheet.close();
});

/* What was typed stays; the notice says why it was not sent and what to do. */
const notSent = (form, words) => {
  const before = form.querySelector("[data-not-sent]");
  if (before) before.remove();
  const notice = document.createElement("div");
  notice.className = "notice notice-bad";
  notice.dataset.notSent = "";
  notice.setAttribute("role", "alert");
  notice.textContent = words;
  form.prepend(notice);
  notice.scrollIntoView({ block: "nearest" });
  form.querySelector("[type=submit]").disabled = false;
};

/* Who signed in again meanwhile has another token; false for who is still signed out. */
const renewed = async (form) => {
  const { answer, step } = await fetched(form.action);
  const token = step && step.querySelector("[name=csrfmiddlewaretoken]");
  if (token) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token.value;
  return !answer.redirected;
};

sheet.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  try {
    if (form.querySelector("[data-not-sent]") && !(await renewed(form))) return notSent(form, form.dataset.signedOut);
    const { answer, step } = await fetched(form.action, { method: "POST", body: new FormData(form), headers: { "X-Sheet": "1" }, redirect: "manual" });
    const next = answer.headers.get("X-Next");
    if (step) show(step);
    else if (next) location.assign(next);
    else notSent(form, answer.type === "opaqueredirect" ? form.dataset.signedOut : form.dataset.failed);
  } catch {
    notSent(form, form.dataset.unreachable);
  }
});
