// Makes a row of tabs of the sections in .tabs; without it they stand one below the other. Tabs of
// one name switch together, and the choice is remembered.
"use strict";

(function () {
  const groups = Array.from(document.querySelectorAll(".tabs"), make);

  function make(box, number) {
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    const tabs = Array.from(box.children, function (panel, index) {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = "tab." + number + "." + index;
      tab.panel = panel;
      tab.setAttribute("role", "tab");
      tab.append(...panel.querySelector(".tab-title").cloneNode(true).childNodes);
      tab.addEventListener("click", () => choose(tab));
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      if (!panel.querySelector("a, [tabindex]")) panel.tabIndex = 0;
      return tab;
    });
    list.append(...tabs);
    list.addEventListener("keydown", function (event) {
      const count = tabs.length;
      const now = tabs.indexOf(event.target);
      const next = { ArrowRight: now + 1, ArrowLeft: now - 1 + count, Home: 0, End: count - 1 };
      if (!(event.key in next) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const tab = tabs[next[event.key] % count];
      tab.focus();
      choose(tab);
    });
    box.prepend(list);
    box.classList.add("tabs-on");
    show(tabs, tabs[0]);
    return tabs;
  }

  function show(tabs, chosen) {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
      tab.panel.classList.toggle("tab-shown", tab === chosen);
    }
  }

  function showNamed(name, tabs) {
    const tab = tabs.find((tab) => tab.textContent === name);
    if (tab) show(tabs, tab);
  }

  // What was chosen stays where it is on the screen, whatever opens above it.
  function choose(tab) {
    const name = tab.textContent;
    const top = tab.getBoundingClientRect().top;
    for (const tabs of groups) {
      if (tabs.includes(tab)) show(tabs, tab);
      else showNamed(name, tabs);
    }
    scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
    try {
      const names = remembered().filter((other) => other !== name);
      localStorage.setItem("tabs", JSON.stringify([...names.slice(-19), name]));
    } catch (error) {
      // Without storage the choice lasts as long as the page.
    }
  }

  // Names of tabs, the last chosen one last.
  function remembered() {
    try {
      return Array.from(JSON.parse(localStorage.getItem("tabs")));
    } catch (error) {
      return [];
    }
  }

  // A link may lead into a tab that is not shown.
  function openTarget() {
    for (const tabs of groups) {
      const tab = tabs.find((tab) => tab.panel.querySelector(":target"));
      if (!tab) continue;
      show(tabs, tab);
      tab.panel.querySelector(":target").scrollIntoView();
    }
  }

  if (!groups.length) return;
  for (const name of remembered()) groups.forEach((tabs) => showNamed(name, tabs));
  addEventListener("reveal", openTarget);
})();
