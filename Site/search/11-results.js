// Shows results: pages, and in each the sections that answer best, with the found words marked.
"use strict";

(function () {
  const search = labs.search;

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function marked(text, marks) {
    const parts = [];
    let at = 0;
    marks.slice().sort(function (one, other) {
      return one.start - other.start || other.end - one.end;
    }).forEach(function (mark) {
      if (mark.end <= at) return;
      parts.push(text.slice(at, Math.max(mark.start, at)));
      parts.push(element("mark", "", text.slice(Math.max(mark.start, at), mark.end)));
      at = mark.end;
    });
    parts.push(text.slice(at));
    return parts;
  }

  function link(className, page, id, ...children) {
    const made = element("a", className, ...children);
    const path = page.address.split("/").map(encodeURIComponent).join("/");
    made.href = new URL(path, search.root).href + (id ? "#" + encodeURIComponent(id) : "");
    return made;
  }

  function section(page, section) {
    const parts = [];
    if (section.id) {
      parts.push(link("search-section", page, section.id, ...marked(section.heading, section.inHeading)));
    }
    if (section.excerpt.text) {
      parts.push(element("p", "", ...marked(section.excerpt.text, section.excerpt.marks)));
    }
    return element("li", "", ...parts);
  }

  // One page. `best` is the link that answers best: the page's own when its title does.
  search.result = function (result) {
    const { page } = result;
    const title = link("search-title", page, "", ...marked(page.title, result.inTitle));
    const sections = element("ul", "", ...result.sections.map(function (found) {
      return section(page, found);
    }));
    const item = element("li", "search-page", title);
    item.words = result.words;
    if (page.group && page.group !== page.title) item.append(element("span", "search-group", page.group));
    item.append(sections);
    const isAbout = result.inTitle.length > 0 || !result.best.id;
    const index = result.sections.indexOf(result.best);
    const best = isAbout ? title : sections.children[index].querySelector("a");
    return { item, best };
  };

  search.element = element;
})();
