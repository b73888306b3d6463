// Puts the pages that answer a query in order.
"use strict";

(function () {
  const search = labs.search;

  // By level: four for how often the text has a term, then headings, then the title.
  const weights = [1, 1.3, 1.6, 1.9, 3, 3.6, 6, 7];

  // A term on one page of a thousand says more than one on every page.
  function rarity(count, total) {
    return Math.log(1 + (total - count + 0.5) / (count + 0.5));
  }

  // A name of three words and more is no accident; one of two may be written apart elsewhere.
  function weight(wanted) {
    if (wanted.isGuess) return 0.3;
    return wanted.isCompound && wanted.words > 2 ? 0.75 * Math.min(wanted.words, 4) : 1;
  }

  // For each page the best that the wanted term has there.
  function pagesOf(wanted, head) {
    const best = new Map();
    let known = 0;
    wanted.matches.forEach(function (match) {
      const postings = search.postings(match.term.postings);
      if (match.quality >= 0.5) known = Math.max(known, postings.length);
      postings.forEach(function ({ page, level }) {
        const length = (head.words[page] || head.mean) / head.mean;
        const weight = level < 4 ? weights[level] / (0.7 + 0.3 * length) : weights[level];
        const value = match.quality * weight;
        if (value > (best.get(page) || 0)) best.set(page, value);
      });
    });
    wanted.rarity = rarity(known || best.size, head.words.length) * weight(wanted);
    return best;
  }

  // What is lost by a page without the term.
  function share(wanted) {
    return wanted.isGuess ? 0 : wanted.rarity * (wanted.isCompound && wanted.words < 3 ? 0.5 : 1);
  }

  // Each page with its score, best first. Pages that lack much of what was asked for are left out
  // when others have it.
  search.rank = async function (query) {
    const head = await search.head();
    const pages = new Map();
    let all = 0;
    query.forEach(function (wanted) {
      const best = pagesOf(wanted, head);
      if (best.size === 0) return;
      all += share(wanted);
      best.forEach(function (value, page) {
        const entry = pages.get(page) || { page, score: 0, covered: 0 };
        entry.score += value * wanted.rarity;
        entry.covered += share(wanted);
        pages.set(page, entry);
      });
    });
    const entries = Array.from(pages.values());
    entries.forEach(function (entry) {
      entry.covered = all > 0 ? entry.covered / all : 1;
      entry.score *= entry.covered ** 2;
    });
    const most = Math.max(0, ...entries.map(function (entry) {
      return entry.covered;
    }));
    return entries.filter(function (entry) {
      return entry.covered >= 0.6 * most;
    }).sort(function (one, other) {
      return other.score - one.score || one.page - other.page;
    });
  };
})();
