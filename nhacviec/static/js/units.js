// Boxes of units become chips with suggestions (ARIA combobox). Without this file they are plain text boxes.
"use strict";

(() => {
  let boxes = 0;

  function enhance(place) {
    if (place.dataset.ready) return;
    place.dataset.ready = "yes";
    new UnitBox(place);
  }

  class UnitBox {
    constructor(place) {
      this.place = place;
      this.many = place.dataset.units === "yes";
      this.input = place.querySelector("input");
      this.picked = JSON.parse(place.dataset.chips || "[]");
      this.options = [];
      this.active = -1;
      this.build();
      this.listen();
      this.draw();
    }

    build() {
      boxes += 1;
      this.value = document.createElement("input");
      this.value.type = "hidden";
      this.value.name = this.input.name;
      this.input.removeAttribute("name");
      this.input.value = this.place.dataset.rest || "";
      this.box = document.createElement("div");
      this.box.className = "unit-box";
      if (this.input.classList.contains("is-invalid")) this.box.classList.add("is-invalid");
      this.chips = document.createElement("ul");
      this.chips.className = "chips";
      this.list = document.createElement("ul");
      this.list.className = "unit-options";
      this.list.id = `unit-options-${boxes}`;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", "Đơn vị gợi ý");
      this.list.hidden = true;
      this.place.append(this.box, this.value);
      this.box.append(this.chips, this.input, this.list);
      const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
        "aria-controls": this.list.id, autocomplete: "off" };
      for (const [name, value] of Object.entries(combobox)) this.input.setAttribute(name, value);
    }

    listen() {
      this.input.addEventListener("input", () => {
        this.write();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), 150);
      });
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.list.addEventListener("mousedown", (event) => {
        const option = event.target.closest("li");
        if (option) { event.preventDefault(); this.pick(Number(option.dataset.index)); }
      });
      this.box.addEventListener("mousedown", (event) => {
        if (event.target === this.box) { event.preventDefault(); this.input.focus(); }
      });
    }

    // Only the piece after the last comma or semicolon is being typed.
    get typed() { return this.input.value.split(/[,;]/).pop().trim(); }

    async ask() {
      const typed = this.typed;
      if (!typed) { this.close(); return; }
      const asked = this.asked = {};
      const url = new URL(this.place.dataset.url, window.location.href);
      url.searchParams.set("q", typed);
      try {
        const answer = await fetch(url, { headers: { Accept: "application/json" } });
        if (!answer.ok || asked !== this.asked || document.activeElement !== this.input) return;
        this.options = (await answer.json()).units;
      } catch { return; }
      this.active = this.options.length ? 0 : -1;
      this.offer();
      if (this.enterWaits) { this.enterWaits = false; if (this.active >= 0) this.pick(this.active); }
    }

    offer() {
      this.list.replaceChildren(...this.options.map((option, index) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(index === this.active));
        item.dataset.index = String(index);
        item.textContent = option.label;
        if (option.note) {
          const note = document.createElement("small");
          note.textContent = option.note;
          item.append(note);
        }
        return item;
      }));
      this.list.hidden = this.options.length === 0;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      if (this.active >= 0) {
        this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
        this.list.children[this.active].scrollIntoView({ block: "nearest" });
      } else this.input.removeAttribute("aria-activedescendant");
    }

    close() {
      this.options = [];
      this.active = -1;
      this.asked = null;
      this.enterWaits = false;
      this.offer();
    }

    key(event) {
      if (event.isComposing) return;
      const open = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) { this.ask(); return; }
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.active = (this.active + step + this.options.length) % this.options.length;
        this.offer();
      } else if (event.key === "Enter" && !event.ctrlKey) {
        event.preventDefault(); // Enter never sends the form from here
        if (open && this.active >= 0) this.pick(this.active);
        else if (this.typed) this.enterWaits = true;
      } else if (event.key === "Escape" && open) {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Backspace" && !this.input.value && this.picked.length) {
        this.picked.pop();
        this.draw();
      }
    }

    pick(index) {
      const option = this.options[index];
      if (!this.many) this.picked = [];
      if (!this.picked.some((chip) => chip.text === option.text)) this.picked.push({ text: option.text, label: option.label });
      const before = this.input.value.split(/[,;]/).slice(0, -1).map((part) => part.trim()).filter(Boolean);
      this.input.value = before.length ? `${before.join("; ")}; ` : "";
      this.close();
      this.draw();
      this.input.focus();
    }

    draw() {
      this.chips.replaceChildren(...this.picked.map((chip, index) => {
        const item = document.createElement("li");
        item.className = "unit-chip";
        const text = document.createElement("span");
        text.textContent = chip.label;
        const away = document.createElement("button");
        away.type = "button";
        away.tabIndex = -1;
        away.textContent = "×";
        away.setAttribute("aria-label", `Bỏ ${chip.label}`);
        away.addEventListener("click", () => { this.picked.splice(index, 1); this.draw(); this.input.focus(); });
        item.append(text, away);
        return item;
      }));
      this.write();
    }

    write() {
      this.value.value = [...this.picked.map((chip) => chip.text), this.input.value.trim()].filter(Boolean).join("; ");
      this.place.dispatchEvent(new CustomEvent("units:changed", { bubbles: true }));
    }
  }

  window.enhanceUnits = (root) => root.querySelectorAll("[data-units]").forEach(enhance);
  document.addEventListener("DOMContentLoaded", () => window.enhanceUnits(document));
  document.addEventListener("htmx:load", (event) => window.enhanceUnits(event.detail.elt));
})();
