// Improves pages that already work: keys in tables, menus that close, the look, and what is read aloud after a swap.
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const say = (text) => {
    const live = document.getElementById("live");
    if (!live || !text) return;
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = text; });
  };
  const token = () => document.querySelector('meta[name="csrf-token"]')?.content || "";

  // htmx: the token goes along by itself, answers may be read aloud, a failure is never silent.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
    if (event.detail.elt.matches("[data-suggest]")) {
      event.detail.parameters.q = event.detail.elt.value;
    }
  });
  document.addEventListener("liulu:say", (event) => say(event.detail.value || event.detail));
  document.addEventListener("htmx:afterSwap", (event) => {
    const message = event.detail.target?.querySelector?.(".message p") || event.detail.target?.querySelector?.("[data-say]");
    if (message) say(message.textContent.trim());
    restoreChosen();
    markChosen();
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const flashes = document.getElementById("flashes");
    if (event.detail.target.id !== "flashes" || !flashes) return;
    flashes.dataset.floating = "";
    say(flashes.querySelector(".message p")?.textContent.trim());
  });
  // A form that is wrong comes back where it stands, not where its success would go.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.xhr.status === 422 && event.detail.requestConfig.elt.closest("form[id]");
    if (form) Object.assign(event.detail, { target: form, selectOverride: `#${form.id}`, swapOverride: "outerHTML" });
  });
  // Focus stays where one was working: at what the trigger names, else at the card that took the place of the one that went.
  let working = null;
  const cards = () => all("[data-in-place] > article");
  document.addEventListener("htmx:beforeRequest", (event) => {
    const trigger = event.detail.elt;
    working = { then: trigger.closest("[data-then-focus]")?.dataset.thenFocus, at: cards().indexOf(trigger.closest("[data-in-place] > article")) };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!working) return;
    const isLost = !document.activeElement || document.activeElement === document.body;
    const next = (working.then && document.querySelector(working.then)) || isLost && (document.querySelector("form [data-focus]") || cards()[working.at] || document.getElementById("flashes"));
    if (next) next.focus({ preventScroll: true });
    working = null;
  });
  document.addEventListener("htmx:responseError", (event) => {
    // The server's own page says what happened; it replaces this one.
    const page = event.detail.xhr.responseText;
    if (!page || !page.includes("<main")) return;
    const parsed = new DOMParser().parseFromString(page, "text/html").querySelector("main");
    if (parsed) { document.querySelector("main").replaceWith(parsed); parsed.focus(); }
  });

  // Menus close on Escape, on a click elsewhere, and when another one opens.
  const openMenus = () => all("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.matches?.("details[data-menu]") || !menu.open) return;
    openMenus().forEach((other) => { if (other !== menu && !other.contains(menu)) other.open = false; });
    // Above its button where there is no room below it and more above.
    const list = menu.querySelector(":scope > .menu-list");
    if (!list) return;
    menu.classList.remove("menu-up");
    const { top } = menu.getBoundingClientRect();
    menu.classList.toggle("menu-up", list.getBoundingClientRect().bottom > innerHeight && top > list.offsetHeight);
  }, true);

  // The look: at once, and kept by the server for the next page.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-theme-form]") && event.submitter) {
      event.preventDefault();
      const theme = event.submitter.value;
      if (theme === "system") document.documentElement.removeAttribute("data-bs-theme");
      else document.documentElement.setAttribute("data-bs-theme", theme);
      all("[data-theme-form] button").forEach((b) => b.setAttribute("aria-pressed", String(b.value === theme)));
      fetch(form.action, { method: "POST", body: new URLSearchParams([...new FormData(form), ["theme", theme]]), redirect: "manual" });
      return;
    }
    // A second click on the same button does not act twice.
    if (form.method === "post" && !form.matches("[hx-post]")) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    }
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Choosing rows.
  const boxes = () => all("[data-keys] tbody .tick-cell .tick");
  // A choice stays while one pages, filters and comes back: until something was done with it, or it is cleared.
  const keeper = () => document.querySelector("form[data-keep-chosen]");
  const kept = () => new Set(JSON.parse(sessionStorage.getItem(keeper().dataset.keepChosen) || "[]"));
  const keep = (ids) => sessionStorage.setItem(keeper().dataset.keepChosen, JSON.stringify([...ids]));
  const elsewhere = () => {
    const here = new Set(boxes().map((box) => box.value));
    return keeper() ? [...kept()].filter((id) => !here.has(id)) : [];
  };
  function keepChosen() {
    if (!keeper()) return;
    const ids = kept();
    boxes().forEach((box) => (box.checked ? ids.add(box.value) : ids.delete(box.value)));
    keep(ids);
  }
  function restoreChosen() {
    if (!keeper()) return;
    // What was done in place was done to one of them, and the others stay chosen.
    if (document.querySelector("#flashes:not([data-floating]) .message-done")) keep([]);
    const ids = kept();
    // Who was merged into somebody, or is gone, is chosen no more.
    const known = keeper().dataset.here?.split(" ");
    if (known) {
      const there = new Set(known);
      ids.forEach((id) => { if (!there.has(id)) ids.delete(id); });
      keep(ids);
    }
    boxes().forEach((box) => { box.checked = ids.has(box.value); });
  }
  document.addEventListener("click", (event) => { if (event.target.closest("[data-clear-chosen]") && keeper()) keep([]); });
  document.addEventListener("submit", (event) => {
    if (event.target !== keeper()) return;
    all("input[data-elsewhere]", event.target).forEach((input) => input.remove());
    elsewhere().forEach((id) => {
      const input = Object.assign(document.createElement("input"), { type: "hidden", name: "id", value: id });
      input.dataset.elsewhere = "";
      event.target.append(input);
    });
  });
  function markChosen() {
    const chosen = boxes().filter((box) => box.checked).length;
    all("[data-choose-all]").forEach((box) => {
      box.checked = chosen > 0 && chosen === boxes().length;
      box.indeterminate = chosen > 0 && !box.checked;
    });
    all("[data-bulk]").forEach((bar) => {
      const count = bar.querySelector("[data-count]");
      // After "Choose all" those on other pages count too.
      const out = elsewhere().length;
      const words = out ? count?.dataset.wordsElsewhere : count?.dataset.words;
      const total = chosen + Number(count?.dataset.rest || 0) + out;
      bar.toggleAttribute("data-empty", total === 0);
      bar.hidden = total === 0;
      all("[data-chosen]", bar).forEach((button) => { button.hidden = total !== Number(button.dataset.chosen); });
      if (words) count.textContent = words.replace("{n}", total).replace("{m}", out);
    });
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches(".tick")) { keepChosen(); markChosen(); }
  });

  // Keys: / search, j k move, x choose, b to the bar that acts on the chosen, Enter open.
  let here = -1;
  const rows = () => all("[data-keys] tbody tr[data-href], [data-keys] tbody tr:has(.tick-cell)");
  function move(step) {
    const list = rows();
    if (!list.length) return;
    list[here]?.classList.remove("is-here");
    here = Math.min(Math.max(here + step, 0), list.length - 1);
    const row = list[here];
    row.classList.add("is-here");
    (row.querySelector("a[href]") || row.querySelector("input"))?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  const keys = {
    "/": () => (document.querySelector("[data-search]") ? document.querySelector("[data-search]").focus()
      : document.querySelector("[data-search-page]")?.click()),
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const box = rows()[here]?.querySelector(".tick");
      if (box) { box.checked = !box.checked; keepChosen(); markChosen(); }
    },
    b: () => document.querySelector("[data-bulk]:not([hidden]) .bulk-actions :is(button, a)")?.focus(),
    Enter: () => {
      const row = rows()[here];
      const link = row?.querySelector("a[href]");
      if (link) link.click(); else if (row?.dataset.href) location.assign(row.dataset.href);
    },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      const edited = event.target.closest("[data-edit]");
      if (edited) { edited.querySelector("[data-cancel]").click(); return; }
      const menus = openMenus();
      menus.forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
      if (!menus.length && !typing) document.querySelector(".detail-panel [data-close]")?.click();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    if (event.key !== "/" && !document.querySelector("[data-keys]")) return;
    if (event.key === "Enter" && (here < 0 || event.target.matches("a, button, summary"))) return;
    if (event.key !== "Enter") event.preventDefault();
    keys[event.key]();
  });

  // Where one was when a form was sent: on the page that answers focus goes to what it says, else back there.
  const CAME_FROM = "liulu-came-from", FRESH = 15000;
  document.addEventListener("submit", (event) => {
    const from = document.activeElement?.form === event.target ? document.activeElement : event.submitter;
    if (!from?.matches?.("button, input, select, textarea")) return;
    sessionStorage.setItem(CAME_FROM, JSON.stringify({ id: from.id, name: from.name, value: from.matches("button") ? from.value : "", at: Date.now() }));
  });
  function comeBack() {
    const from = JSON.parse(sessionStorage.getItem(CAME_FROM) || "null");
    sessionStorage.removeItem(CAME_FROM);
    const wanted = document.querySelector("[data-focus]");
    if (wanted) wanted.focus();
    if (wanted || !from || Date.now() - from.at > FRESH) return;
    const said = document.querySelector("#flashes .message") && document.getElementById("flashes");
    const named = from.name && `[name="${CSS.escape(from.name)}"]${from.value ? `[value="${CSS.escape(from.value)}"]` : ""}`;
    const control = (from.id && document.getElementById(from.id)) || (named && document.querySelector(`main ${named}`));
    if (said) said.tabIndex = -1;
    (said || control || document.querySelector("main"))?.focus({ preventScroll: !!said });
  }

  // Once, when the page is there.
  const narrow = window.matchMedia("(max-width: 720px)");
  const foldFilters = () => all("details[data-filters]").forEach((filters) => { filters.open = !narrow.matches; });
  document.addEventListener("DOMContentLoaded", () => {
    foldFilters();
    narrow.addEventListener("change", foldFilters);
    comeBack();
    all("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
    all("[data-copy]").forEach((button) => {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy || location.href);
        say(button.dataset.said);
        const words = button.querySelector("span") || button;
        if (button.dataset.said) words.textContent = button.dataset.said;
      });
    });
    restoreChosen();
    markChosen();
  });
})();
