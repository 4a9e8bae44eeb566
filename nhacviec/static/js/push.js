// This browser is registered to be woken by messages, or says why it cannot be.
"use strict";

(() => {
  const panel = document.querySelector("[data-push]");
  if (!panel) return;
  const form = panel.querySelector("[data-push-on]");
  const button = form.querySelector("button");
  const known = panel.dataset.here !== "";

  const say = (state, ready = false) => {
    for (const part of panel.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
    form.hidden = !ready;
    button.disabled = false;
  };

  const bytesOf = (text) => {
    const whole = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0));
  };

  // Made for the key that this installation has now: with another one nothing reaches it.
  const isOurs = (own) => {
    const used = own.options?.applicationServerKey;
    return !used || new Uint8Array(used).join() === bytesOf(panel.dataset.key).join();
  };

  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
  const isInstalled = window.matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
  const able = () => {
    if (!window.isSecureContext) return "insecure";
    if (isApple && !isInstalled && !("PushManager" in window)) return "iphone";
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unable";
    return Notification.permission === "denied" ? "denied" : "";
  };

  const PATIENCE = 20000;
  const late = () => new Promise((_done, fail) => { setTimeout(() => fail(new Error("late")), PATIENCE); });

  const registered = async () => {
    const worker = await navigator.serviceWorker.getRegistration("/");
    return (await worker?.pushManager.getSubscription()) ?? null;
  };

  const look = async () => {
    const trouble = able();
    if (trouble) return say(trouble);
    const own = await registered();
    if (own && known && isOurs(own)) return say("on");
    return say(known ? "lost" : "ready", true);
  };

  const subscribe = async () => {
    if (await Notification.requestPermission() !== "granted") {
      return Notification.permission === "denied" ? say("denied") : say("refused", true);
    }
    say("working");
    try {
      await navigator.serviceWorker.register(panel.dataset.worker, { scope: "/" });
      const worker = await Promise.race([navigator.serviceWorker.ready, late()]);
      await (await worker.pushManager.getSubscription())?.unsubscribe(); // perhaps somebody else's
      const asked = { userVisibleOnly: true, applicationServerKey: bytesOf(panel.dataset.key) };
      const own = await Promise.race([worker.pushManager.subscribe(asked), late()]);
      const { endpoint, keys } = own.toJSON();
      form.elements.endpoint.value = endpoint;
      form.elements.p256dh.value = keys.p256dh;
      form.elements.auth.value = keys.auth;
      form.submit();
    } catch {
      say("unreachable", true);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    button.disabled = true;
    subscribe();
  });

  // Removing this device: its browser is told too, so that the push service forgets it.
  panel.querySelector("[data-push-off]")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    try { await (await registered())?.unsubscribe(); } catch { /* the system forgets it in any case */ }
    event.target.submit();
  });

  look();
})();
