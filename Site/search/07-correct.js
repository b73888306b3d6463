// Finds the words that a mistyped one may have meant.
"use strict";

(function () {
  const search = labs.search;
  const shortest = 3;
  const longest = 16;
  const most = 3;

  function nearest(typed, words, limit, isBeginning) {
    let best = limit;
    let found = [];
    words.forEach(function (word) {
      const distance = search.distance(typed, word, best, isBeginning);
      if (distance < best) found = [];
      if (distance > best) return;
      best = distance;
      found.push(word);
    });
    return Array.from(new Set(found));
  }

  function clamp(length) {
    return Math.min(Math.max(length, shortest), longest);
  }

  async function vocabulary(typed, limit) {
    const length = Array.from(typed).length;
    const lengths = new Set();
    for (let slip = -limit; slip <= limit; slip += 1) lengths.add(clamp(length + slip));
    return (await Promise.all(Array.from(lengths, search.vocabulary))).flat();
  }

  function pages(terms, word) {
    const term = terms.find(function (term) {
      return term.text === word && !term.isCompound;
    });
    return term ? term.postings.length : 0;
  }

  function isWord(term) {
    return !term.isCompound && !/[0-9]/.test(term.text);
  }

  function text(term) {
    return term.text;
  }

  // healthcheck: health, check. week6: week, 6.
  search.halves = async function (typed, terms) {
    const numbered = /^(\p{L}+)([0-9]+)$/u.exec(typed);
    if (numbered) return numbered.slice(1);
    const words = new Set(terms.filter(isWord).map(text));
    const head = await search.head();
    for (let length = typed.length - 3; length >= 3; length -= 1) {
      const rest = typed.slice(length);
      if (!words.has(typed.slice(0, length))) continue;
      const others = await search.chunk(search.chunkOf(rest, false, head));
      if (others.some(function (term) { return term.text === rest; })) {
        return [typed.slice(0, length), rest];
      }
    }
    return [];
  };

  // First the words at hand, which begin as the typed one does; only when none of them is near, the
  // vocabulary, for a slip in the first letters.
  search.corrections = async function (wanted, terms) {
    const typed = wanted.text;
    const limit = search.forgiven(typed);
    if (limit === 0 || /[0-9]/.test(typed) || search.isIdeograph(typed)) return [];
    const words = terms.filter(isWord).map(text);
    let found = nearest(typed, words, limit, false);
    if (found.length === 0) found = nearest(typed, await vocabulary(typed, limit), limit, false);
    if (found.length === 0 && wanted.isUnfinished) found = nearest(typed, words, 1, true);
    found.sort(function (one, other) {
      return pages(terms, other) - pages(terms, one);
    });
    return found.slice(0, most);
  };

  // Words that look like what was typed, to be offered where nothing was found.
  search.similar = async function (typed) {
    const limit = Math.max(2, Math.floor(typed.length / 3));
    const words = await vocabulary(typed, Math.min(limit, 3));
    return nearest(typed, words, limit, false).slice(0, most);
  };
})();
