// The bell asks for news while somebody looks at the page: often when he works with it, seldom when not.
"use strict";

(() => {
  const OFTEN = 4000, SELDOM = 30000, AWAY = 120000;
  let touched = Date.now(), looked = Date.now();
  for (const sign of ["pointermove", "keydown", "scroll", "touchstart"]) {
    document.addEventListener(sign, () => { touched = Date.now(); }, { passive: true });
  }
  const look = () => {
    const bell = document.getElementById("notice-bell");
    if (!bell || !window.htmx || document.hidden) return;
    looked = Date.now();
    window.htmx.trigger(bell, "look");
  };
  setInterval(() => {
    const pause = Date.now() - touched < AWAY ? OFTEN : SELDOM;
    if (Date.now() - looked >= pause) look();
  }, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  // A server that does not answer for a moment is no news: the page says nothing, and asks again.
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.elt?.id === "notice-bell") event.stopImmediatePropagation();
    }, true);
  }
})();
