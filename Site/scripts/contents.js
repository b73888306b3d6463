// Marks the part that is being read in the contents of the page.
"use strict";

(function () {
  const toc = document.querySelector(".toc");
  const parts = Array.from(document.querySelectorAll(".toc a"), function (link) {
    return { link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
  }).filter((part) => part.heading);
  if (!parts.length) return;
  let shown = null;
  let isWaiting = false;

  function top(part) {
    return part.heading.getBoundingClientRect().top;
  }

  // A heading is being read from when it has passed a line near the top of the window. Where the
  // rest of the page is shorter than the window, the line moves down to its end, so that the last
  // headings have their turn although they cannot reach the top.
  function line() {
    const rest = document.documentElement.scrollHeight - innerHeight - scrollY;
    const end = Math.max(0, 1 - rest / (innerHeight * 0.7));
    return scrollY ? innerHeight * (0.3 + 0.7 * end) : innerHeight * 0.3;
  }

  function current() {
    // A link leads to its heading, even where the page is too short to bring it to the top.
    const target = parts.find((part) => part.link.hash === location.hash);
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    if (target && isAtEnd && top(target) >= 0 && top(target) < innerHeight) return target;
    const at = line();
    return parts.filter((part) => top(part) < at).pop() || parts[0];
  }

  // Scrolls the contents alone: the page must stay where the reader is.
  function reveal(link) {
    const box = toc.getBoundingClientRect();
    const place = link.getBoundingClientRect();
    if (place.top < box.top) toc.scrollTop -= box.top - place.top + box.height / 3;
    if (place.bottom > box.bottom) toc.scrollTop += place.bottom - box.bottom + box.height / 3;
  }

  function follow() {
    isWaiting = false;
    const part = current();
    if (part === shown) return;
    if (shown) shown.link.removeAttribute("aria-current");
    part.link.setAttribute("aria-current", "true");
    shown = part;
    reveal(part.link);
  }

  function wait() {
    if (!isWaiting) requestAnimationFrame(follow);
    isWaiting = true;
  }

  addEventListener("scroll", wait, { passive: true });
  addEventListener("resize", wait, { passive: true });
  addEventListener("hashchange", wait);
  follow();
})();
