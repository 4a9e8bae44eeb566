// Small conveniences; every page works without them.
"use strict";

// "/" puts the cursor into the search box, unless one is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector(`[data-hotkey="${CSS.escape(event.key)}"]`);
  if (box) { event.preventDefault(); box.focus(); }
});

// A form is sent once: the second click of a double click finds its button asleep.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent === "yes") { event.preventDefault(); return; }
  if (form.method === "post") {
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  }
});

// An error of the server in an in-row step is said aloud instead of being swallowed.
document.addEventListener("htmx:responseError", (event) => {
  const flash = document.getElementById("flash");
  if (!flash) return;
  const box = document.createElement("div");
  box.className = "alert alert-danger mt-2 mb-0";
  box.setAttribute("role", "alert");
  box.textContent = event.detail.xhr.status === 404
    ? "Không tìm thấy nội dung, hoặc nội dung không thuộc phạm vi được xem."
    : event.detail.xhr.status === 503
    ? "Hệ thống tạm gián đoạn, thao tác chưa được xác nhận. Nội dung vẫn còn trên trang: chờ ít phút rồi gửi lại."
    : "Thao tác chưa được ghi nhận. Hãy tải lại trang rồi thử lại.";
  flash.replaceChildren(box);
});

document.addEventListener("click", (event) => {
  const clear = event.target.closest("[data-clear]");
  if (clear) {
    const panel = document.querySelector(clear.dataset.clear);
    const row = panel?.closest(".row-body");
    panel?.replaceChildren();
    focusRow(row);
    return;
  }
  if (event.target.closest("[data-print]")) window.print();
});

// Lists: j/k go down and up, Enter opens, x selects.
const rowBodies = () => [...document.querySelectorAll(".row-body")];
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = rowBodies();
  if (!rows.length || !["j", "k", "x"].includes(event.key)) return;
  const here = rows.findIndex((row) => row.classList.contains("at"));
  if (event.key === "x") {
    if (here >= 0) { event.preventDefault(); rows[here].querySelector("input[name=chon]")?.click(); }
    return;
  }
  const next = Math.min(rows.length - 1, Math.max(0, here + (event.key === "j" ? 1 : -1)));
  const link = rows[next].querySelector(".what a") ?? rows[next].querySelector("a");
  if (!link) rows[next].tabIndex = -1;
  (link ?? rows[next]).focus({ preventScroll: true }); // Enter opens it, a screen reader reads it
  rows[next].scrollIntoView({ block: "nearest" });
});

// The row that has the cursor is the row one is at.
document.addEventListener("focusin", (event) => {
  const row = event.target.closest(".row-body");
  if (!row) return;
  for (const other of document.querySelectorAll(".row-body.at")) other.classList.remove("at");
  row.classList.add("at");
});

// The box in the head of the list chooses every row of the page.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-choose-all]")) return;
  for (const box of event.target.form.querySelectorAll("input[name=chon]")) box.checked = event.target.checked;
});

// The bulk bar appears when something is selected, and says how many.
document.addEventListener("change", (event) => {
  const form = event.target.closest("#bulk");
  const bar = form?.querySelector("[data-bulk]");
  if (!bar) return;
  const count = form.querySelectorAll("input[name=chon]:checked").length;
  bar.hidden = count === 0;
  const boxes = form.querySelectorAll("input[name=chon]").length;
  const all = form.querySelector("[data-choose-all]");
  if (all) { all.checked = count === boxes; all.indeterminate = count > 0 && count < boxes; }
  bar.querySelector("[data-bulk-count]").textContent = `Đã chọn ${count} đầu việc`;
});

// What htmx brings in: the cursor goes to its first field; after a step in a row, to that row's next step.
const FIELDS = "form :is(.form-control, .form-select, .form-check-input):not([type=hidden])";
document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  if (target.classList.contains("row-body")) { focusRow(document.getElementById(target.id)); return; }
  (target.querySelector(".is-invalid:not([type=hidden])") ?? target.querySelector(FIELDS))?.focus();
});
const focusRow = (row) => (row?.querySelector(".row-steps a") ?? row?.querySelector(".what a"))?.focus({ preventScroll: true });

// Filters are folded on a phone: the list comes first. What is wrong in them stays in sight.
if (window.matchMedia("(max-width: 991.98px)").matches) {
  for (const fold of document.querySelectorAll("[data-fold-on-phone]")) fold.open = fold.querySelector(".is-invalid") !== null;
}

// The names of the chosen files stand beside the button.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-files]")) return;
  const names = [...event.target.files].map((file) => file.name);
  event.target.parentElement.querySelector("span").textContent = names.join(", ") || "Chưa chọn tệp nào";
});

// Opened from its icon on a phone: without a connection it says so instead of showing nothing.
if ("serviceWorker" in navigator && window.matchMedia("(display-mode: standalone)").matches) {
  navigator.serviceWorker.register("/service-worker.js", { scope: "/" }).catch(() => {});
}
