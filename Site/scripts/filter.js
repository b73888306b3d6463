// Above each .matrix and .cases a field that leaves the rows or cases with all of its words, and a
// choice for each column of a matrix that has few values.
"use strict";

document.querySelectorAll(".matrix, .cases").forEach(function (box) {
  const isMatrix = box.classList.contains("matrix");
  const items = Array.from(box.querySelectorAll(isMatrix ? "tbody tr" : ".case"));
  const tools = document.createElement("div");
  const count = document.createElement("p");
  const field = document.createElement("input");
  const choices = [];
  tools.className = "filter";
  count.setAttribute("role", "status");
  field.type = "search";
  if (items.length < 2) return;

  function add(text, control) {
    const label = document.createElement("label");
    label.append(text + " ", control);
    tools.append(label);
    control.addEventListener("input", filter);
  }

  // Of a cell, without its footnotes.
  function value(row, column) {
    const parts = Array.from(row.children[column] ? row.children[column].childNodes : []);
    return parts.map((part) => (part.nodeName === "SUP" ? "" : part.textContent)).join("").trim();
  }

  function filter() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word)) ||
        !choices.every(([column, choice]) => ["", value(item, column)].includes(choice.value));
    }
    const shown = items.filter((item) => !item.hidden);
    count.textContent = shown.length
      ? shown.length + " of " + items.length + " shown"
      : "Nothing fits. Take a word or a choice away.";
    labs.mark(box, shown, words);
  }

  function addChoice(head, column) {
    const values = [...new Set(items.map((row) => value(row, column)))].filter(Boolean);
    if (column === 0 || values.length < 2 || values.length > Math.min(8, items.length / 2)) return;
    const choice = document.createElement("select");
    choice.append(new Option("All", ""), ...values.map((value) => new Option(value)));
    choices.push([column, choice]);
    add(head.textContent, choice);
  }

  // A link into what is filtered out brings everything back.
  function reveal() {
    if (!items.some((item) => item.hidden && item.querySelector(":target"))) return;
    field.value = "";
    for (const [, choice] of choices) choice.value = "";
    filter();
    box.querySelector(":target").scrollIntoView();
  }

  add(isMatrix ? "Filter" : "Search the cases", field);
  if (isMatrix) box.querySelectorAll("thead tr > *").forEach(addChoice);
  tools.append(count);
  box.prepend(tools);
  addEventListener("reveal", reveal);
});
