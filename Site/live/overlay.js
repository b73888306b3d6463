// Shows what the last build has to say: a panel with every mistake, or a small button that opens it.
const closed = "labs.closed";
const opened = "labs.opened";
let host = null;
let panel, button, list, title, alert;
let version = "";
let isOpen = false;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// In a tree of its own, which the styles of the site do not reach.
function make() {
  host = element("div");
  host.id = "labs.overlay";
  const root = host.attachShadow({ mode: "open" });
  const style = element("link");
  style.rel = "stylesheet";
  style.href = "/-labs/overlay.css";

  button = element("button", "badge");
  button.type = "button";
  button.addEventListener("click", function () {
    open(true);
    panel.focus();
    remember(opened, "by hand");
  });

  panel = element("section", "panel");
  panel.tabIndex = -1;
  panel.setAttribute("aria-labelledby", "title");
  title = element("h2", "title");
  title.id = "title";
  const close = element("button", "close", "Close");
  close.type = "button";
  close.setAttribute("aria-keyshortcuts", "Escape");
  close.addEventListener("click", dismiss);
  list = element("ol", "list");
  const head = element("div", "head");
  head.append(title, close);
  panel.append(head, list);

  alert = element("p", "announcer");
  alert.setAttribute("role", "alert");
  root.append(style, alert, panel, button);
  document.body.append(host);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen && !event.defaultPrevented) dismiss();
  });
}

function open(wanted) {
  isOpen = wanted;
  panel.hidden = !wanted;
  button.hidden = wanted;
  button.setAttribute("aria-expanded", String(wanted));
}

// Stays closed until there is something else to say, also on the next page.
function dismiss() {
  const hadFocus = host.shadowRoot.activeElement;
  open(false);
  if (hadFocus) button.focus();
  remember(closed, version);
  remember(opened, "");
}

function remember(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch (error) {
    // The next page then does not know how its reader left this one.
  }
}

function remembered(key) {
  try {
    return sessionStorage.getItem(key);
  } catch (error) {
    return null;
  }
}

function item(finding) {
  const entry = element("li", "finding " + finding.severity);
  const place = element("p", "place");
  place.append(element("span", "severity", finding.severity === "error" ? "Error" : "Warning"));
  if (finding.place) place.append(" ", element("code", "", finding.place));
  entry.append(place, element("p", "message", finding.message));
  if (finding.excerpt) {
    const excerpt = element("pre", "excerpt", finding.excerpt);
    excerpt.tabIndex = 0;
    entry.append(excerpt);
  }
  if (finding.remedy) entry.append(element("p", "remedy", finding.remedy));
  return entry;
}

function count(number, word) {
  return number === 0 ? "" : number + " " + word + (number === 1 ? "" : "s");
}

export function show(news) {
  const now = JSON.stringify([news.findings, news.unlisted]);
  if (now === version) return;
  version = now;
  if (news.findings.length === 0) {
    if (host) host.remove();
    host = null;
    isOpen = false;
    return; // What was opened and closed is kept: an editor may only have emptied a file to write it.
  }
  if (!host) make();
  const errors = news.findings.filter(function (finding) {
    return finding.severity === "error";
  }).length;
  const words = [count(errors, "error"), count(news.findings.length - errors, "warning")]
    .filter(Boolean).join(", ") + (news.unlisted > 0 ? ", and " + news.unlisted + " more" : "");
  title.textContent = errors > 0 ? words + ": this page stays as it was" : words;
  button.textContent = words;
  button.className = errors > 0 ? "badge error" : "badge warning";
  panel.className = errors > 0 ? "panel error" : "panel warning";
  list.replaceChildren.apply(list, news.findings.map(item));
  // What its reader opened stays open over saves, and on the next page.
  open(Boolean(remembered(opened)) || (errors > 0 && remembered(closed) !== version));
  alert.textContent = errors > 0 ? words + " in the course." : "";
}
