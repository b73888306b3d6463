// Runs before the page is painted, so that a chosen theme does not flash.
"use strict";

// What the scripts share. Made before there is a text: an anchor “labs” in it would be found instead.
window.labs = {};

(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch (error) {
    // Without storage the system's preference decides.
  }
})();
