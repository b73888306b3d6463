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

  function value(row, column) {
    const cell = row.children[column];
    return cell ? cell.textContent.trim() : "";
  }

  function filter() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const ranges = [];
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word)) ||
        !choices.every(([column, choice]) => ["", value(item, column)].includes(choice.value));
      if (!item.hidden) find(item, words, ranges);
    }
    const shown = items.filter((item) => !item.hidden).length;
    count.textContent = shown
      ? shown + " of " + items.length + " shown"
      : "Nothing fits. Take a word or a choice away.";
    if (window.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
  }

  function find(item, words, ranges) {
    const texts = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.data.toLowerCase();
      for (const word of words) {
        for (let at = -1; (at = text.indexOf(word, at + 1)) >= 0;) {
          if (at + word.length > texts.currentNode.length || ranges.length > 999) return;
          const range = new Range();
          range.setStart(texts.currentNode, at);
          range.setEnd(texts.currentNode, at + word.length);
          ranges.push(range);
        }
      }
    }
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
  addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    if (event.target.closest("a[href^='#']")) setTimeout(reveal);
  });
});
