// Saves the reader's marks to a file, and loads them from one: for another browser, or to keep.
"use strict";

(function () {
  const place = document.querySelector(".before[data-lab], .cards");
  if (!place) return;
  const box = document.createElement("details");
  const state = document.createElement("p");
  const field = document.createElement("input");
  const result = document.createElement("p");

  function add(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    box.append(element);
    return element;
  }

  function addButton(text, act) {
    const button = add("button", text);
    button.type = "button";
    button.className = "button";
    button.addEventListener("click", act);
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([labs.marks.write()], { type: "application/json" }));
    link.download = "labs-marks.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    result.textContent = "Saved as labs-marks.json, where your browser puts downloads.";
  }

  async function load() {
    const file = field.files[0];
    if (!file) return;
    try {
      if (file.size > 1e6) throw new Error("The file is too large to be one of marks. Choose another.");
      const count = labs.marks.take(await file.text());
      result.textContent = count === 0
        ? "Nothing in the file is newer than the marks here."
        : "Loaded from the file: " + count + (count === 1 ? " mark." : " marks.");
    } catch (error) {
      result.textContent = error.message;
    }
    field.value = "";
  }

  box.className = "marks";
  add("summary", "Keep or move your marks");
  box.append(state);
  addButton("Save to a file", save);
  addButton("Load from a file", () => field.click());
  field.type = "file";
  field.accept = ".json,application/json";
  field.hidden = true;
  field.addEventListener("change", load);
  result.setAttribute("role", "status");
  box.append(field, result);
  labs.marks.follow(function () {
    state.textContent = labs.marks.isKept()
      ? "The steps that you mark as done are kept in this browser and sent nowhere. They do not change what “labs status” has on record."
      : "This browser keeps nothing for this page, so your marks are lost when you leave it. Save them to a file before you do.";
  });
  if (place.matches(".before")) place.before(box);
  else place.after(box);
})();
