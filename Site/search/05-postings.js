// Reads what Sources/SiteGenerator/Search/Postings.swift writes: the pages of a term.
"use strict";

(function () {
  const search = labs.search;
  const finals = 64;
  const others = 28;
  const digits = new Map();
  for (let code = 0x21; code < 0x7f; code += 1) {
    if (code !== 0x22 && code !== 0x5c) digits.set(String.fromCharCode(code), digits.size);
  }

  // Each with its page and its level: how much the page is about the term, 0 to 7.
  search.postings = function (text) {
    const pages = [];
    let page = -1;
    let number = 0;
    let unit = 1;
    for (const character of text) {
      const digit = digits.get(character);
      if (digit < finals) {
        number += digit * unit;
        page += Math.floor(number / 8) + 1;
        pages.push({ page, level: number % 8 });
        number = 0;
        unit = 1;
      } else {
        number += digit * unit;
        unit *= others;
      }
    }
    return pages;
  };

  // The chunk that holds a term, as SearchLayout.swift decides.
  search.chunkOf = function (text, isCompound, head) {
    const letters = isCompound ? head.prefix + 3 : head.prefix;
    let hash = 0x811c9dc5;
    for (const letter of Array.from(text).slice(0, search.isIdeograph(text) ? 1 : letters)) {
      hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    }
    return ((hash ^ (hash >>> 15)) >>> 0) & (head.chunks - 1);
  };
})();
