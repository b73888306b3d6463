// Marks the heading that is being read in the on-page contents.
"use strict";

(function () {
  const links = new Map();
  document.querySelectorAll(".toc a").forEach(function (link) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  });
  if (links.size === 0) return;
  const headings = Array.from(links.keys());
  let shown = null;
  let isWaiting = false;

  function follow() {
    isWaiting = false;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    let read = headings[0];
    headings.forEach(function (heading) {
      if (heading.getBoundingClientRect().top < innerHeight * 0.3) read = heading;
    });
    if (atEnd && scrollY > 0) read = headings[headings.length - 1];
    if (read === shown) return;
    if (shown) links.get(shown).removeAttribute("aria-current");
    links.get(read).setAttribute("aria-current", "true");
    shown = read;
  }

  addEventListener("scroll", function () {
    if (!isWaiting) requestAnimationFrame(follow);
    isWaiting = true;
  }, { passive: true });
  follow();
})();
