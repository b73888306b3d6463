// Where the reader is: kept over a reload, so that the page seems to change in its place.
const key = "labs.place";
const focusable = "a[href], button, input, select, summary, textarea, [tabindex]";

function all(selector) {
  return Array.from(document.querySelectorAll(selector));
}

// An editor may empty a file before it writes it. What the page is then too short for stays wanted,
// until its reader moves.
let wanted = null;

function isTooShort() {
  const end = document.documentElement.scrollHeight - innerHeight;
  return wanted && scrollY < wanted.top && scrollY >= end - 1;
}

export function keep() {
  const place = isTooShort() ? wanted : {
    page: location.pathname,
    top: scrollY,
    left: scrollX,
    focus: all(focusable).indexOf(document.activeElement),
    open: all("details").map(function (details) {
      return details.open;
    }),
    tabs: all("[role=tab]").map(function (tab) {
      return tab.getAttribute("aria-selected") === "true";
    }),
  };
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
    history.scrollRestoration = "manual";
  } catch (error) {
    // Without storage the browser's own memory of the scroll position has to do.
  }
}

function read() {
  try {
    const place = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
    return place && place.page === location.pathname ? place : null;
  } catch (error) {
    return null;
  }
}

export function restore() {
  const place = read();
  if (!place) return;
  const details = all("details");
  if (details.length === place.open.length) {
    details.forEach(function (element, number) {
      element.open = place.open[number];
    });
  }
  const tabs = all("[role=tab]");
  tabs.forEach(function (tab, number) {
    const isNew = tab.getAttribute("aria-selected") !== "true";
    if (tabs.length === place.tabs.length && place.tabs[number] && isNew) tab.click();
  });
  const focused = all(focusable)[place.focus];
  if (focused) focused.focus({ preventScroll: true });
  scroll(place);
}

// Pictures may still push the text down, unless the reader has moved on by then.
function scroll(place) {
  function go() {
    scrollTo({ top: place.top, left: place.left, behavior: "instant" });
  }
  wanted = place;
  ["wheel", "touchmove", "keydown", "pointerdown"].forEach(function (name) {
    addEventListener(name, function () { wanted = null; }, { once: true, passive: true });
  });
  go();
  addEventListener("load", function () {
    if (wanted) go();
    // Only then, for the browser would go where the page that was left ended.
    setTimeout(function () {
      history.scrollRestoration = "auto";
    });
  });
}
