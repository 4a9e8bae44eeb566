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
    : "Thao tác chưa được ghi nhận. Hãy tải lại trang rồi thử lại.";
  flash.replaceChildren(box);
});
