// Marks words in the text without touching the page: those of a filter, and those of the search that
// led here, which Escape takes away.
"use strict";

(function () {
  // Every owner's ranges.
  const marked = new Map();
  const most = 999;

  function ranges(element, pattern, found) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const match of texts.currentNode.data.matchAll(pattern)) {
        if (found.length === most) return;
        const range = new Range();
        range.setStart(texts.currentNode, match.index);
        range.setEnd(texts.currentNode, match.index + match[0].length);
        found.push(range);
      }
    }
  }

  // Marks `words` in `elements`, instead of what `owner` marked before. `edge` is a pattern for
  // what may not stand beside a word.
  labs.mark = function (owner, elements, words, edge) {
    if (!window.Highlight) return;
    const found = [];
    const plain = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const one = plain.sort((one, other) => other.length - one.length).join("|");
    const pattern = new RegExp(edge ? `(?<!${edge})(?:${one})(?!${edge})` : one, "giu");
    if (one) elements.forEach((element) => ranges(element, pattern, found));
    marked.set(owner, found);
    CSS.highlights.set("found", new Highlight(...[...marked.values()].flat()));
  };

  function show(words) {
    labs.mark(document, document.querySelectorAll("article"), words, "[\\p{L}\\p{N}]");
  }

  // The words that a search found are marked where its `link` leads.
  labs.lead = function (link, words) {
    const page = (address) => address.split("#")[0];
    if (link.hash && page(link.href) === page(location.href)) return show(words);
    try {
      sessionStorage.setItem("found", JSON.stringify([page(link.href), words]));
    } catch (error) {
      // Without storage the words are found, but not marked.
    }
  };

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !event.defaultPrevented) show([]);
  });
  try {
    const [page, words] = JSON.parse(sessionStorage.getItem("found")) || [];
    sessionStorage.removeItem("found");
    if (page === location.href.split("#")[0]) show(words);
  } catch (error) {
    // Nothing led here.
  }
})();
