// How far the reader is: in the lab whose page this is, or in each lab of the list.
"use strict";

(function () {
  const page = document.querySelector(".before[data-lab]");
  const cards = Array.from(document.querySelectorAll(".card[data-lab]"));

  // `steps` are pairs of a step and its text's digest.
  function count(lab, steps) {
    const states = steps.map(([step, digest]) => labs.marks.state(lab, step, digest));
    const of = (state) => states.filter((other) => other === state).length;
    return { all: states.length, done: of("done"), changed: of("changed") };
  }

  function words(counted) {
    return counted.done + " of " + counted.all + (counted.all === 1 ? " step" : " steps") + " done" +
      (counted.changed ? ", " + counted.changed + " changed since" : "");
  }

  function showOnPage() {
    const lab = page.dataset.lab;
    const steps = Array.from(document.querySelectorAll(".step"), function (step) {
      return [step.querySelector("h2").id, step.dataset.digest];
    });
    const box = document.createElement("div");
    const bar = document.createElement("progress");
    const text = document.createElement("p");
    box.className = "progress";
    bar.setAttribute("aria-label", "Steps done");
    text.setAttribute("role", "status");
    box.append(bar, text);
    page.before(box);
    labs.marks.follow(function () {
      const counted = count(lab, steps);
      bar.max = counted.all;
      bar.value = counted.done;
      const isLost = counted.done > 0 && !labs.marks.isKept();
      text.textContent = words(counted) + (isLost ? ", kept only until you leave this page" : "");
      labs.showProgress({ [lab]: [counted.done, counted.all] });
    });
  }

  function showOnCard(card) {
    const lab = card.dataset.lab;
    const steps = card.dataset.steps.split(" ").map((step) => step.split(":"));
    const text = document.createElement("p");
    text.className = "meta";
    card.append(text);
    labs.marks.follow(function () {
      const counted = count(lab, steps);
      text.textContent = words(counted);
      text.hidden = counted.done + counted.changed === 0;
      labs.showProgress({ [lab]: [counted.done, counted.all] });
    });
  }

  if (page) showOnPage();
  cards.forEach(showOnCard);
})();
