// A box at the end of each step of a lab, for the reader to mark it as done.
"use strict";

(function () {
  const page = document.querySelector(".before[data-lab]");
  if (!page) return;
  const lab = page.dataset.lab;

  document.querySelectorAll(".step").forEach(function (section) {
    const step = section.querySelector("h2").id;
    const { digest } = section.dataset;
    const label = document.createElement("label");
    const box = document.createElement("input");
    const words = document.createElement("span");
    const link = document.querySelector('.toc a[href="#' + step + '"]');
    const tick = document.createElement("span");

    box.type = "checkbox";
    label.className = "mark";
    label.append(box, words);
    section.append(label);
    tick.className = "badge";
    tick.setAttribute("role", "img");
    if (link) link.append(tick);

    box.addEventListener("change", function () {
      labs.marks.set(lab, step, digest, box.checked);
    });
    labs.marks.follow(function () {
      const state = labs.marks.state(lab, step, digest);
      section.dataset.state = state;
      box.checked = state === "done";
      words.textContent = state === "changed"
        ? "This step has changed since you did it on " + labs.marks.day(lab, step) + ". I have done it as it is now."
        : "I have done this step";
      tick.hidden = state === "open";
      tick.textContent = state === "done" ? "✓" : "≠";
      tick.setAttribute("aria-label", state === "done" ? "done" : "changed since you did it");
    });
  });
})();
