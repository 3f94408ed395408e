"use strict";

/* Ctrl+K: one field that finds cases, customers, orders and charges. A combobox with a list, as WAI-ARIA describes it. */
{
  const palette = document.getElementById("palette");
  const field = palette.querySelector("input");
  const list = palette.querySelector("[role=listbox]");
  const said = palette.querySelector("[role=status]");
  const PAUSE = 150;
  let timer = 0;
  let asked = 0;
  let chosen = -1;

  const options = () => [...list.children];

  const choose = (place) => {
    const all = options();
    chosen = all.length ? (place + all.length) % all.length : -1;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };

  const option = (hit, place) => {
    const item = document.createElement("li");
    item.id = `palette-${place}`;
    item.setAttribute("role", "option");
    item.dataset.url = hit.url;
    for (const [kind, text] of [["kind", hit.label], ["name", hit.name], ["quiet", hit.under]]) {
      const part = document.createElement("span");
      part.className = kind;
      part.textContent = text;
      item.append(part);
    }
    return item;
  };

  const show = (hits) => {
    list.replaceChildren(...hits.map(option));
    field.setAttribute("aria-expanded", String(hits.length > 0));
    choose(0);
  };

  const ask = async () => {
    const text = field.value.trim();
    const turn = ++asked;
    if (text.length < 2) {
      show([]);
      said.textContent = palette.dataset.hint;
      return;
    }
    const answer = await fetch(`${palette.dataset.from}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" }).catch(() => null);
    if (turn !== asked) return;
    if (!answer || !answer.ok || answer.redirected) {
      show([]);
      said.textContent = palette.dataset.unreachable;
      return;
    }
    const { hits } = await answer.json();
    show(hits);
    said.textContent = hits.length ? "" : palette.dataset.nothing;
  };

  const open = (url) => location.assign(url);

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (palette.open) return palette.close();
    if (document.querySelector("dialog[open]")) return;
    palette.showModal();
    field.select();
    ask();
  });

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) open(options()[chosen].dataset.url);
    else return;
    event.preventDefault();
  });

  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) open(item.dataset.url);
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
}
