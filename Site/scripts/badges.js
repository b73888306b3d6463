// How far the reader is in each lab, in the navigation: as it was when the lab was last looked at.
"use strict";

(function () {
  const brand = document.querySelector(".brand");
  if (!brand) return;
  const key = "labs.progress " + brand.pathname;

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch (error) {
      return {};
    }
  }

  // `counts` are [steps done, steps] by the lab's name.
  function show(counts) {
    document.querySelectorAll(".side .tree a").forEach(function (link) {
      const name = /\/labs\/([a-z0-9-]+)\.html$/.exec(link.pathname);
      const [done, all] = (name && Array.isArray(counts[name[1]]) && counts[name[1]]) || [0, 0];
      let badge = link.querySelector(".badge");
      if (!badge && done) {
        badge = document.createElement("span");
        badge.className = "badge";
        badge.setAttribute("role", "img");
        link.append(badge);
      }
      if (!badge) return;
      badge.hidden = !done;
      badge.textContent = done === all ? "✓" : done + "/" + all;
      badge.setAttribute("aria-label", done + " of " + all + " steps done");
    });
  }

  labs.showProgress = function (counts) {
    const all = Object.assign(kept(), counts);
    try {
      localStorage.setItem(key, JSON.stringify(all));
    } catch (error) {
      // Other pages then do not know.
    }
    show(all);
  };
  show(kept());
})();
