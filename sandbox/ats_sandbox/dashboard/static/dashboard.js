// What htmx does not do: copying, asking before what cannot be undone, and staying up to date.
"use strict";

const QUIET = 5000; // milliseconds between two looks of a page that hears nothing

// A source of events that a hidden page gives back: a browser has few connections to one host.
class Source extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.kinds = new Set();
    this.ended = false;
    this.seen = () => (document.hidden ? this.part() : this.begin());
    document.addEventListener("visibilitychange", this.seen);
    this.seen();
  }
  get readyState() {
    return this.source ? this.source.readyState : EventSource.CONNECTING;
  }
  begin() {
    if (this.source || this.ended) return;
    const source = (this.source = new EventSource(this.url));
    source.onopen = (event) => this.onopen && this.onopen(event);
    source.onerror = (event) => this.onerror && this.onerror(event);
    for (const kind of this.kinds) this.follow(kind);
  }
  follow(kind) {
    this.source.addEventListener(kind, (event) => this.dispatchEvent(new MessageEvent(kind, { data: event.data })));
  }
  part() {
    if (this.source) this.source.close();
    this.source = null;
  }
  addEventListener(kind, listener) {
    super.addEventListener(kind, listener);
    if (this.kinds.has(kind)) return;
    this.kinds.add(kind);
    if (this.source) this.follow(kind);
  }
  close() {
    this.ended = true;
    document.removeEventListener("visibilitychange", this.seen);
    this.part();
  }
}

htmx.createEventSource = (url) => new Source(url);

let looking = 0;

function say(text) {
  const live = document.getElementById("live");
  if (live && live.textContent !== text) live.textContent = text;
}

document.addEventListener("htmx:sseOpen", () => {
  clearInterval(looking);
  looking = 0;
  say("Live.");
});

document.addEventListener("htmx:sseError", () => {
  if (looking) return;
  looking = setInterval(() => document.hidden || htmx.trigger(document.body, "stale"), QUIET);
  say("Not live: this page looks again every 5 seconds.");
});

// A part that somebody is in with the keyboard stays as it is until they leave it.
document.addEventListener("htmx:beforeRequest", (event) => {
  const part = event.target;
  if (!part.matches("[data-live]") || !part.contains(document.activeElement)) return;
  event.preventDefault();
  part.dataset.missed = "";
});

document.addEventListener("focusout", (event) => {
  const part = event.target.closest("[data-missed]");
  if (!part || part.contains(event.relatedTarget)) return;
  delete part.dataset.missed;
  setTimeout(() => htmx.trigger(part, "left")); // a button that is on its way to be pressed comes first
});

// What was unfolded stays unfolded.
const summary = (details) => details.querySelector("summary").textContent;

document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.target;
  if (part.matches("[data-live]")) part.unfolded = new Set([...part.querySelectorAll("details[open]")].map(summary));
});

document.addEventListener("htmx:afterSwap", (event) => {
  const part = event.target;
  for (const one of part.unfolded ? part.querySelectorAll("details") : []) one.open = part.unfolded.has(summary(one));
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    const written = document.createElement("textarea"); // pages without TLS have no clipboard
    written.value = button.dataset.copy;
    document.body.append(written);
    written.select();
    button.textContent = document.execCommand("copy") ? "Copied" : "Select it";
    written.remove();
    button.focus();
  }
  setTimeout(() => (button.textContent = label), 1500);
});

document.addEventListener("submit", (event) => {
  const asked = (event.submitter && event.submitter.dataset.confirm) || event.target.dataset.confirm;
  if (asked && !confirm(asked)) event.preventDefault();
});
