// Opens the search. What it needs is loaded when it is opened for the first time.
"use strict";

(function () {
  const button = document.querySelector("[data-search]");
  if (!button || !window.HTMLDialogElement) return;
  let parts = null;
  let isLoaded = false;

  function add(parent, name, attributes) {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(function ([key, value]) {
      element.setAttribute(key, value);
    });
    parent.append(element);
    return element;
  }

  function build() {
    const dialog = add(document.body, "dialog", { class: "search", "aria-label": "Search" });
    const form = add(dialog, "form", { class: "search-bar", role: "search", method: "dialog" });
    const field = add(form, "input", {
      type: "search", class: "search-field", "aria-label": "Search this course", maxlength: "2000",
      autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "go",
    });
    const close = add(form, "button", { type: "button", class: "search-close" });
    close.textContent = "Close";
    close.addEventListener("click", shut);
    const status = add(dialog, "p", { class: "search-status", role: "status" });
    const list = add(dialog, "ol", { class: "search-results" });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) shut();
    });
    dialog.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      // The field would only be emptied.
      event.preventDefault();
      shut();
    });
    parts = { dialog, field, status, list };
  }

  function shut() {
    parts.dialog.close();
    // Where nothing had the focus before, the hidden field would keep it.
    parts.field.blur();
  }

  function load() {
    isLoaded = true;
    const script = add(document.head, "script", { src: button.dataset.search });
    script.addEventListener("load", function () {
      labs.search.start(parts.dialog, parts);
    });
    script.addEventListener("error", function () {
      script.remove();
      isLoaded = false;
      parts.status.textContent = "The search could not be loaded. Close it, and open it again.";
    });
  }

  function kept() {
    try {
      return sessionStorage.getItem("search") || "";
    } catch (error) {
      return "";
    }
  }

  function open(query) {
    if (!parts) build();
    if (parts.dialog.open) return;
    parts.field.value = parts.field.value || query;
    parts.dialog.showModal();
    parts.field.focus();
    parts.field.select();
    if (!isLoaded) load();
  }

  document.addEventListener("keydown", function (event) {
    const isTyping = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isChord && !isSlash) return;
    event.preventDefault();
    open(kept());
  });
  button.addEventListener("click", function () {
    open(kept());
  });
  button.hidden = false;
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) open(asked);
})();
