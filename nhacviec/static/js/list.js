// The list of assignments: keys, ranges of chosen rows, the panels above it. Every page works without it.
"use strict";

(() => {
  const boxes = () => [...document.querySelectorAll("#bulk input[name=chon]")];
  let last = null;

  // Shift-click chooses everything from the last box to this one.
  document.addEventListener("click", (event) => {
    const box = event.target.closest("#bulk input[name=chon]");
    if (!box) return;
    if (event.shiftKey && last && last !== box) {
      const all = boxes();
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      if (from >= 0) for (const one of all.slice(from, to + 1)) one.checked = box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    last = box;
  });

  const clear = () => {
    const chosen = boxes().filter((box) => box.checked);
    for (const box of chosen) box.checked = false;
    chosen[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const keys = document.getElementById("keys");
  const opener = document.querySelector("[data-keys]");
  if (opener && keys) { opener.hidden = false; opener.addEventListener("click", () => keys.showModal()); }

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?" && keys && !keys.open) { event.preventDefault(); keys.showModal(); }
    else if (keys?.open) return;
    else if (event.key === "Escape" && boxes().some((box) => box.checked)) clear();
    else if (event.key === "n" || event.key === "p") document.querySelector(`.pages a[rel=${event.key === "n" ? "next" : "prev"}]`)?.click();
    else if (event.key === "X") document.querySelector(".row-body.at input[name=chon]")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }));
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-bulk-none]")) clear();
    const close = event.target.closest("#list-panel [data-close-panel]");
    if (close) { event.preventDefault(); document.getElementById("list-panel").replaceChildren(); }
    for (const open of document.querySelectorAll("details.pick[open]")) if (!open.contains(event.target)) open.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest("details.pick[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });

  // A closed box of choices says what was chosen in it.
  document.addEventListener("change", (event) => {
    const pick = event.target.closest("details.pick");
    if (!pick) return;
    const labels = [...pick.querySelectorAll("input:checked:not([name=tru])")].map((box) => box.parentElement.textContent.trim());
    const except = labels.length && pick.querySelector("input[name=tru]").checked ? "trừ " : "";
    pick.querySelector("summary span").textContent = labels.length === 0 ? "Tất cả" : except + (labels.length < 3 ? labels.join(", ") : `${labels.length} mục`);
  });

  // What is empty does not go into the address; "no state chosen" does: it means all of them.
  document.addEventListener("formdata", (event) => {
    if (!event.target.matches("[data-filter]")) return;
    const data = event.formData;
    for (const key of new Set(data.keys())) {
      const values = [...new Set(data.getAll(key).filter((value) => value !== ""))];
      data.delete(key);
      for (const value of values) data.append(key, value);
    }
    for (const key of data.getAll("tru")) {
      if (data.has(key)) continue;
      const kept = data.getAll("tru").filter((other) => other !== key);
      data.delete("tru");
      for (const other of kept) data.append("tru", other);
    }
    if (!data.has("trang-thai")) data.append("trang-thai", "tat-ca");
  });

  // The link that fetched the other conditions has done its work.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.requestConfig?.elt?.matches?.("[data-unfold]")) {
      event.detail.requestConfig.elt.remove();
      document.querySelector("#filter-more .filter-field :is(input, select, summary)")?.focus();
    }
  });

  // Columns are moved with buttons; the order of the boxes is the order of the columns.
  const arrange = (root) => {
    for (const item of root.querySelectorAll?.("[data-layout] .column-list li:not(:has(button))") ?? []) {
      const box = item.querySelector("input");
      if (box.hasAttribute("data-always")) box.addEventListener("click", (event) => event.preventDefault());
      for (const [step, sign, words] of [[-1, "↑", "lên trước"], [1, "↓", "xuống sau"]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-sm";
        button.textContent = sign;
        button.setAttribute("aria-label", `${item.textContent.trim().replace(/[↑↓]/g, "").trim()}: ${words}`);
        button.addEventListener("click", () => {
          const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
          if (other) { if (step < 0) other.before(item); else other.after(item); button.focus(); }
        });
        item.append(button);
      }
    }
  };
  document.addEventListener("DOMContentLoaded", () => arrange(document));
  document.addEventListener("htmx:load", (event) => arrange(event.detail.elt.parentElement ?? document));
})();
