// Forms: what is typed is kept on the server while one types, and how much room is left is said.
(() => {
  "use strict";
  const WAIT = 1500;
  const RETRY = 10000;
  // What a browser still sends of a page that is being left.
  const MOST_WHEN_LEAVING = 60000;
  const states = new Map();
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { typed: 0, kept: 0, failed: false, timer: 0, sending: null });
    return states.get(form);
  };
  const isWaiting = (state) => state.typed > state.kept;
  const bodyOf = (form) => new URLSearchParams(new FormData(form));
  const token = () => document.querySelector('meta[name="csrf-token"]')?.content || "";

  async function send(form, leaving = false) {
    const state = stateOf(form);
    const upTo = state.typed;
    clearTimeout(state.timer);
    state.sending?.abort();
    state.sending = new AbortController();
    const said = form.querySelector(".draft-kept");
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: bodyOf(form), headers: { "X-CSRFToken": token() }, keepalive: leaving,
        signal: leaving ? undefined : state.sending.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      state.kept = Math.max(state.kept, upTo);
      state.failed = false;
      said.textContent = answer.status === 200 ? await answer.text() : "";
    } catch (error) {
      if (error.name === "AbortError") return;
      state.failed = true;
      said.textContent = said.dataset.failed;
      state.timer = setTimeout(() => send(form), RETRY);
    }
    said.hidden = !said.textContent;
  }

  document.addEventListener("input", (event) => {
    count(event.target);
    const form = event.target.closest?.("form[data-draft]");
    if (!form) return;
    const state = stateOf(form);
    state.typed += 1;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => send(form), WAIT);
  });
  // What is sent is not kept as a draft any more.
  document.addEventListener("submit", (event) => {
    const state = states.get(event.target);
    if (!state) return;
    clearTimeout(state.timer);
    state.sending?.abort();
    states.delete(event.target);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    states.forEach((state, form) => { if (form.isConnected && isWaiting(state)) send(form, true); });
  });
  // Leaving is held up only where what was typed would be lost.
  window.addEventListener("beforeunload", (event) => {
    const isLost = ([form, state]) => form.isConnected && isWaiting(state)
      && (state.failed || String(bodyOf(form)).length > MOST_WHEN_LEAVING);
    if (Array.from(states).some(isLost)) event.preventDefault();
  });

  // Enter takes a suggestion; it does not send the form before it is filled in.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input[data-suggest]")) event.preventDefault();
  });

  // What was typed stands in the form again after the page was asked for in the other language.
  const KEPT = "typed-before-the-language";
  const SECONDS = 60;
  const ownForms = () => Array.from(document.querySelectorAll("main form[method=post]:not([data-draft])"));
  const typedIn = (form) => Array.from(form.elements).filter((field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".language-switch")) return;
    const forms = ownForms().map((form) => [form.getAttribute("action"), typedIn(form).map((field) => [field.name, field.value, Boolean(field.checked)])]);
    sessionStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), forms }));
  });
  document.addEventListener("DOMContentLoaded", () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
    sessionStorage.removeItem(KEPT);
    if (!kept || Date.now() - kept.at > SECONDS * 1000) return;
    const left = new Map(kept.forms);
    ownForms().forEach((form) => {
      const fields = left.get(form.getAttribute("action"));
      if (!fields || fields.length !== typedIn(form).length) return;
      typedIn(form).forEach((field, at) => {
        const [name, value, checked] = fields[at];
        if (field.name !== name) return;
        if (["checkbox", "radio"].includes(field.type)) field.checked = field.value === value && checked;
        else field.value = value;
      });
    });
  });

  // Room: told from four fifths on, aloud once when there is none left.
  function count(field) {
    const most = Number(field.dataset?.most);
    const line = most && document.getElementById(`${field.id}-count`);
    if (!line) return;
    const length = Array.from(field.value.replace(/\r\n?/g, "\n")).length;
    const isOver = length > most;
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    line.hidden = length < most * 0.8;
    line.textContent = (isOver ? line.dataset.over : line.dataset.of)
      .replace("{n}", numbers.format(isOver ? length - most : length)).replace("{most}", numbers.format(most));
    if (isOver && !line.classList.contains("is-over")) {
      document.dispatchEvent(new CustomEvent("liulu:say", { detail: line.textContent }));
    }
    line.classList.toggle("is-over", isOver);
  }
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-most]").forEach(count));
})();

// A file may be dropped anywhere around its field.
for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const over = (is) => (event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", is);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}
