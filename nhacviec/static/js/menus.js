// The menu of a phone, the menu of the account, and messages that are read and put away.
"use strict";

const menuOf = (button) => document.getElementById(button.getAttribute("aria-controls"));
const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
const listsOpen = () => [...document.querySelectorAll("[data-menu=list][aria-expanded=true]")];
const turn = (button, open) => {
  button.setAttribute("aria-expanded", String(open));
  menuOf(button).classList.toggle("show", open);
  if (button.dataset.menu === "list") button.classList.toggle("show", open);
};

// A list closes with a click anywhere else and with the choice of one of its lines.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-menu]");
  for (const other of listsOpen()) if (other !== button) turn(other, false);
  if (button) turn(button, !isOpen(button));
  event.target.closest("[data-put-away]")?.closest(".alert")?.remove();
});

// … and when the keyboard leaves it.
document.addEventListener("focusin", (event) => {
  for (const button of listsOpen()) {
    if (button !== event.target && !menuOf(button).contains(event.target)) turn(button, false);
  }
});

// Up and down go through its lines, from the button too; Escape closes it.
document.addEventListener("keydown", (event) => {
  const here = event.target.closest("[data-menu=list]");
  const button = here ?? listsOpen().find((each) => menuOf(each).contains(event.target));
  if (!button) return;
  if (event.key === "Escape" && isOpen(button)) {
    turn(button, false);
    button.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    turn(button, true);
    const lines = [...menuOf(button).querySelectorAll("a, button")];
    const from = here ? (event.key === "ArrowDown" ? -1 : lines.length) : lines.indexOf(event.target);
    const to = from + (event.key === "ArrowDown" ? 1 : -1);
    lines[Math.min(lines.length - 1, Math.max(0, to))].focus();
  } else {
    return;
  }
  event.preventDefault();
});
