// Keeps an open page up to date while its author writes. Only `labs serve` adds it to pages.
import { listen } from "./events.js";
import * as overlay from "./overlay.js";
import * as place from "./place.js";

let shown = document.querySelector("script[data-page]").dataset;
let checked = null;
let asked = 0;

// A build is over. What it means for this page is asked of the server, so that a page whose
// neighbour changed stays as it is.
function hear(message) {
  const news = JSON.parse(message);
  overlay.show(news);
  if (news.build !== checked) check(news.build);
}

async function check(build) {
  checked = build;
  const number = ++asked;
  let now;
  try {
    const answer = await fetch("/-labs/page?" + location.pathname);
    now = await answer.json();
  } catch (error) {
    checked = null; // The server has gone; its next one says what it has built.
    return;
  }
  if (number !== asked) return;
  if (now.text !== shown.text) {
    place.keep();
    location.reload();
    return;
  }
  if (now.page !== shown.page) restyle(now.styles, now.page);
  shown = now;
  document.documentElement.dataset.labsBuild = build;
}

// The old style stays until the new one is there, so nothing flickers.
function restyle(styles, version) {
  const old = Array.from(document.head.querySelectorAll("link[rel=stylesheet]"));
  styles.forEach(function (address, number) {
    const link = document.createElement("link");
    const before = old[number];
    const isSame = before && before.getAttribute("href").split("?")[0] === address;
    link.rel = "stylesheet";
    link.href = isSame ? address + "?" + version : address;
    link.addEventListener("load", function () {
      if (before) before.remove();
    });
    if (before) before.after(link);
    else document.head.append(link);
  });
  old.slice(styles.length).forEach(function (link) {
    link.remove();
  });
}

place.restore();
listen(hear);
