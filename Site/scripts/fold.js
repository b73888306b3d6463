// Opens the navigation and the contents where there is room for them.
"use strict";

(function () {
  document.querySelectorAll("details[data-wide]").forEach(function (details) {
    const room = matchMedia("(min-width: " + details.dataset.wide + ")");
    const follow = function () {
      details.open = room.matches;
    };
    room.addEventListener("change", follow);
    follow();
  });
  const current = document.querySelector(".side [aria-current]");
  if (current && current.scrollIntoView && matchMedia("(min-width: 48rem)").matches) {
    const side = current.closest(".side");
    side.scrollTop = Math.max(0, current.offsetTop - side.clientHeight / 2);
  }
})();
