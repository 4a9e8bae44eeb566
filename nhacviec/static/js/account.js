// Pages around signing in; they work without this, except security keys, which need a script.
"use strict";

// A button beside each password field shows and hides what is typed.
document.querySelectorAll("[data-show-password]").forEach((button) => {
  const box = document.getElementById(button.dataset.showPassword);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = box.type === "text";
    box.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    box.focus();
  });
});

// Security keys exist only in secure contexts (https, or localhost).
const keysWork = window.isSecureContext && "PublicKeyCredential" in window;
document.querySelectorAll("[data-needs-keys]").forEach((part) => { part.hidden = !keysWork; });
document.querySelectorAll("[data-without-keys]").forEach((part) => { part.hidden = keysWork; });

// What went wrong with a key is said on the page.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const flash = document.getElementById("flash");
  const box = document.createElement("div");
  box.className = "alert alert-danger mt-2 mb-0";
  box.setAttribute("role", "alert");
  box.textContent = "Không dùng được khóa bảo mật. Thao tác bị hủy, hết thời gian chờ, hoặc khóa không phù hợp. Hãy thử lại hoặc dùng cách khác.";
  flash.replaceChildren(box);
});

// Whoever stands before the sign-in page sees no messages of the one before.
if (document.querySelector("input[name=login]") && "serviceWorker" in navigator) {
  navigator.serviceWorker.getRegistration("/")
    .then((worker) => worker?.getNotifications())
    .then((shown) => shown?.forEach((one) => one.close()))
    .catch(() => {});
}
