// Statistics: the box that picks an agency, and the two days of a period of one's own choice.
"use strict";

(() => {
  // Days from – to are asked for only when the period is to be chosen freely.
  for (const form of document.querySelectorAll("[data-stat-bar]")) {
    const period = form.querySelector("select[name=ky]");
    const show = () => {
      for (const box of form.querySelectorAll("[data-stat-custom]")) box.hidden = period.value !== "tuy-chon";
    };
    period.addEventListener("change", show);
    show();
  }

  for (const form of document.querySelectorAll("[data-stat-pick]")) pick(form);

  // A combobox (ARIA): type, go down and up, Enter opens the page. Without it the form lists what matches.
  function pick(form) {
    const input = form.querySelector("input[name=tim]");
    const list = document.createElement("ul");
    list.className = "stat-options";
    list.id = "stat-options";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Cơ quan, đơn vị khớp");
    input.after(list);
    const names = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(names)) input.setAttribute(name, value);
    let options = [], active = -1, timer, asked, enterWaits = false;

    function close() { options = []; active = -1; asked = null; enterWaits = false; draw(); }

    function draw() {
      list.replaceChildren(...options.map((option, index) => {
        const item = document.createElement("li");
        item.id = `stat-option-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(index === active));
        item.textContent = option.label;
        if (option.note) { const note = document.createElement("small"); note.textContent = option.note; item.append(note); }
        item.addEventListener("mousedown", (event) => { event.preventDefault(); open(option); });
        return item;
      }));
      list.hidden = options.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      if (active >= 0) { input.setAttribute("aria-activedescendant", `stat-option-${active}`); list.children[active].scrollIntoView({ block: "nearest" }); }
      else input.removeAttribute("aria-activedescendant");
    }

    function open(option) {
      const address = new URL(form.dataset.page.replace("/0/", `/${option.text.slice(1)}/`), window.location.href);
      for (const kept of form.querySelectorAll("input[type=hidden]")) address.searchParams.set(kept.name, kept.value);
      window.location.assign(address);
    }

    async function ask() {
      const typed = input.value.trim();
      if (!typed) { close(); return; }
      const mine = asked = {};
      const url = new URL(form.dataset.url, window.location.href);
      url.searchParams.set("q", typed);
      try {
        const answer = await fetch(url, { headers: { Accept: "application/json" } });
        if (!answer.ok || mine !== asked) return;
        options = (await answer.json()).units.filter((option) => option.text.startsWith("#")); // no groups of units
      } catch { return; }
      asked = null;
      active = options.length ? 0 : -1;
      draw();
      if (enterWaits) { enterWaits = false; if (active >= 0) open(options[active]); else form.submit(); }
    }

    input.addEventListener("input", () => { asked = {}; clearTimeout(timer); timer = setTimeout(ask, 120); });
    input.addEventListener("blur", () => setTimeout(close, 150));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") { close(); return; }
      if (event.key === "Enter" && input.value.trim()) {
        if (asked) { event.preventDefault(); enterWaits = true; return; } // what was typed last is still being looked up
        if (active >= 0) { event.preventDefault(); open(options[active]); }
        return;
      }
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
        event.preventDefault();
        active = (active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length;
        draw();
      }
    });
  }
})();
