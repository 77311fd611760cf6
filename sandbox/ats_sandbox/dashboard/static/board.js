// Cards that are dragged from column to column. What is dropped is sent by the card's own form.
"use strict";

let dragged = null; // the card
let missed = null; // the part of the page that has something new to show since

function column(event) {
  return dragged && event.target instanceof Element ? event.target.closest("[data-column]") : null;
}

function mark(chosen) {
  for (const one of document.querySelectorAll("[data-column].over")) one.classList.toggle("over", one === chosen);
  if (chosen) chosen.classList.add("over");
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target instanceof Element ? event.target.closest("[data-card]") : null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent);
});

document.addEventListener("dragover", (event) => {
  const over = column(event);
  mark(over);
  if (over) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const over = column(event);
  if (!over) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  const from = dragged.closest("[data-column]");
  form.elements.to.value = over.dataset.column;
  if (over !== from && form.elements.to.value) form.requestSubmit();
});

document.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
  if (missed) htmx.trigger(missed, "left");
  missed = null;
});

// The cards stay as they are while somebody drags one.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!dragged || !event.target.contains(dragged)) return;
  event.detail.shouldSwap = false;
  missed = event.target;
});
