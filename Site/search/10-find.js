// From what was typed to the pages that answer it.
"use strict";

(function () {
  const search = labs.search;

  // How many pages are looked into and shown at once.
  search.step = 6;

  async function look(text) {
    const query = await search.resolve(search.query(text));
    const entries = await search.rank(query);
    return { text, query, entries, shown: [] };
  }

  // The answer: its entries, best first, and those that were looked into, as far as `more` went.
  search.find = async function (text) {
    let answer;
    try {
      answer = await look(text);
    } catch (error) {
      if (!(error instanceof search.Outdated)) throw error;
      await search.renew();
      answer = await look(text);
    }
    return search.more(answer);
  };

  // Looks into the next few pages. Among them, those come first that have the words in one section.
  search.more = async function (answer) {
    const start = answer.shown.length;
    const entries = answer.entries.slice(start, start + search.step);
    const pages = await Promise.all(entries.map(function (entry) {
      return search.page(entry.page);
    }));
    const found = pages.map(function (page, index) {
      return { ...search.examine(page, answer.query), score: entries[index].score };
    });
    const most = Math.max(1e-9, ...found.map(function (result) {
      return result.worth;
    }));
    found.sort(function (one, other) {
      return other.score * (1 + other.worth / most) - one.score * (1 + one.worth / most);
    });
    return { ...answer, shown: answer.shown.concat(found) };
  };

  // Words that are on some page, for a query that is on none.
  search.suggestions = async function (query) {
    const typed = query.filter(function (wanted) {
      return !wanted.isCompound && wanted.text.length > 2;
    });
    const found = await Promise.all(typed.slice(0, 3).map(function (wanted) {
      return search.similar(wanted.text);
    }));
    return Array.from(new Set(found.flat())).slice(0, 5);
  };
})();
