// The desk of task cards, quicker: cards are added without a round trip, keys instead of the mouse.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-entry]");
  if (!form) return;
  const cards = document.getElementById("cards");
  const count = form.querySelector("[data-count]");
  const blank = document.getElementById("blank-card");
  const proposals = JSON.parse(form.dataset.fieldMonitors || "{}");
  let dirty = false;

  function renumber() {
    const all = [...cards.querySelectorAll("[data-card]")];
    all.forEach((card, index) => {
      card.querySelectorAll("[data-number]").forEach((place) => { place.textContent = String(index + 1); });
    });
    const filled = all.filter((card) => {
      const content = card.querySelector("textarea");
      const gone = card.querySelector("[data-remove] input");
      return content && content.value.trim() && !(gone && gone.checked);
    });
    const units = new Set();
    let inGroups = 0; // of "Tất cả các sở (19)" only the number is known here
    for (const card of filled) card.querySelectorAll(".unit-chip span").forEach((chip) => {
      if (units.has(chip.textContent)) return;
      units.add(chip.textContent);
      inGroups += Number((/\((\d+)\)$/.exec(chip.textContent) || [0, 1])[1]) - 1;
    });
    form.querySelector("[data-issue]").textContent = filled.length
      ? `Ban hành ${filled.length} nhiệm vụ cho ${units.size + inGroups} đơn vị…` : "Ban hành…";
  }

  function add() {
    const number = Number(count.value);
    if (number >= 100) return;
    const holder = document.createElement("div");
    holder.innerHTML = blank.innerHTML.replaceAll("__n__", `t${number}`);
    const card = holder.firstElementChild;
    cards.append(card);
    count.value = String(number + 1);
    window.enhanceUnits(card);
    window.htmx?.process(card);
    watch(card);
    renumber();
    card.querySelector("textarea").focus();
    card.scrollIntoView({ block: "nearest" });
  }

  // A field proposes its monitors as long as nobody chose others by hand.
  function propose(card) {
    const field = card.querySelector("select[name$='-field']");
    for (const [name, person] of Object.entries(proposals[field.value] || {})) {
      const select = card.querySelector(`select[name$='-${name}']`);
      if (!select.dataset.chosen) select.value = String(person);
    }
  }

  function say(card) {
    const names = [...card.querySelectorAll(".monitor-box select")]
      .map((select) => (select.value ? select.selectedOptions[0].textContent : "")).filter(Boolean);
    card.querySelector("[data-monitors]").textContent = names.length ? `· ${names.join(" · ")}` : "";
  }

  function watch(card) {
    card.querySelectorAll(".monitor-box select").forEach((select) => {
      select.addEventListener("change", () => {
        if (select.name.endsWith("-field")) propose(card); else select.dataset.chosen = "yes";
        say(card);
      });
    });
    const gone = card.querySelector("[data-remove] input");
    gone.addEventListener("change", () => { card.classList.toggle("is-removed", gone.checked); renumber(); });
    card.classList.toggle("is-removed", gone.checked);
    say(card);
  }

  cards.querySelectorAll("[data-card]").forEach(watch);
  renumber();
  form.addEventListener("input", () => { dirty = true; renumber(); });
  form.addEventListener("units:changed", renumber);
  form.querySelector("[data-add]").addEventListener("click", (event) => { event.preventDefault(); add(); });
  form.querySelector("[data-copy]").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); form.requestSubmit(form.querySelector("[value='find']")); }
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.key === "Enter") { event.preventDefault(); add(); }
    if (event.key.toLowerCase() === "s") { event.preventDefault(); form.requestSubmit(form.querySelector("[data-save]")); }
  });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  const wrong = form.querySelector(".is-invalid");
  const empty = [...cards.querySelectorAll("textarea")].find((content) => !content.value);
  const target = wrong ? (wrong.matches("input, select, textarea") ? wrong : wrong.querySelector("input")) : empty;
  if (target) { const box = target.closest("details"); if (box) box.open = true; target.focus(); }
});
