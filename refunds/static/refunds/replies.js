"use strict";

/* A canned reply, filled in by the server, goes where the cursor stands in the message. */
{
  const reveal = (form) => {
    for (const field of form.querySelectorAll("[data-replies]")) field.hidden = false;
  };

  document.addEventListener("step-shown", (event) => reveal(event.target));
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-replies] select") || !event.target.value) return;
    const message = event.target.form.querySelector("textarea[name=text]");
    message.setRangeText(event.target.value, message.selectionStart, message.selectionEnd, "end");
    event.target.value = "";
    message.focus();
    message.dispatchEvent(new Event("input", { bubbles: true }));
  });
  reveal(document);
}
