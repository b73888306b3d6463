// Says “reveal” when a link leads into the page, also one that was followed before: what it leads to
// may be hidden.
"use strict";

(function () {
  function reveal() {
    dispatchEvent(new Event("reveal"));
  }

  addEventListener("load", reveal);
  addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    if (event.target.closest("a[href^='#']")) setTimeout(reveal);
  });
})();
