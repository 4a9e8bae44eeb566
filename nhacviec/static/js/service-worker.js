// Wakes up when a message comes, and shows it. Keeps the page "Không có kết nối" and nothing that anybody wrote.
"use strict";

const KEPT = "nhacviec-khong-co-ket-noi-1";
const OFFLINE = "/khong-co-ket-noi/";
const FILES = [OFFLINE, "/static/css/offline.css"];
const ICON = "/static/img/icon-192.png", BADGE = "/static/img/badge-96.png";
const CENTRE = "/thong-bao/", KEY = "/thong-bao/thiet-bi/khoa/", RENEW = "/thong-bao/thiet-bi/doi/";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  })());
});

// Pages come from the server, always. Only when it cannot be reached, the kept page says so.
self.addEventListener("fetch", (event) => {
  const asked = event.request;
  if (asked.mode === "navigate" && asked.method === "GET") {
    event.respondWith(fetch(asked).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
  } else if (asked.method === "GET" && new URL(asked.url).pathname === FILES[1]) {
    event.respondWith(fetch(asked).catch(async () => (await caches.match(FILES[1])) ?? Response.error()));
  }
});

self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data?.json() ?? {}; } catch { /* not ours: it says only that there is news */ }
  event.waitUntil(self.registration.showNotification(String(told.title || "Nhắc Việc"), {
    body: String(told.body || (told.title ? "" : "Có thông báo mới.")),
    tag: String(told.tag || "nhacviec"),
    lang: "vi",
    icon: ICON,
    badge: BADGE,
    data: { path: String(told.path || CENTRE) },
  }));
});

// To the page it speaks of: on this site only, in a window that is open already if there is one.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const home = self.location.origin;
  let target = new URL(CENTRE, home);
  try { target = new URL(event.notification.data?.path ?? CENTRE, home); } catch { /* the centre */ }
  if (target.origin !== home) target = new URL(CENTRE, home);
  event.waitUntil((async () => {
    const [open] = await self.clients.matchAll({ type: "window" });
    if (!open) return self.clients.openWindow(target.href);
    await open.focus().catch(() => {});
    return open.navigate(target.href).catch(() => self.clients.openWindow(target.href));
  })());
});

// The push service gave this browser another address: the system is told. It knows the browser by its cookie.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil((async () => {
    const answer = await fetch(KEY);
    if (!answer.ok) return;
    const { key } = await answer.json();
    const manager = self.registration.pushManager;
    const subscription = event.newSubscription ?? await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = subscription.toJSON();
    const told = await fetch(RENEW, {
      method: "POST",
      credentials: "same-origin",
      body: new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth }),
    });
    if (told.status === 404) await subscription.unsubscribe(); // this browser was removed meanwhile
  })());
});
