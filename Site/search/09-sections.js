// Finds the sections of a page that answer a query, and the words in them.
"use strict";

(function () {
  const search = labs.search;

  // Where `text` has what is wanted: each with its place and which of the wanted it is.
  function hits(text, query) {
    const found = [];
    search.terms(text).forEach(function (term, position) {
      const key = (term.isCompound ? "." : "") + term.text;
      query.forEach(function (wanted, index) {
        if (!wanted.matches.has(key)) return;
        found.push({ start: term.start, end: term.end, index, position, wanted });
      });
    });
    return found;
  }

  // What the page's title says already tells its sections less apart.
  function value(hits, factor) {
    const best = new Map();
    hits.forEach(function (hit) {
      const value = hit.wanted.rarity * factor(hit);
      best.set(hit.index, Math.max(value, best.get(hit.index) || 0));
    });
    return Array.from(best.values()).reduce(function (sum, value) {
      return sum + value;
    }, 0);
  }

  // Wanted words that stand side by side, as they were typed.
  function phrases(hits, factor) {
    const pairs = new Set();
    hits.forEach(function (hit, index) {
      for (let next = index + 1; next < hits.length && hits[next].position < hit.position + 3; next += 1) {
        if (hits[next].index === hit.index + 1) pairs.add(hit.index);
      }
    });
    return Array.from(pairs).reduce(function (sum, index) {
      const hit = hits.find(function (hit) {
        return hit.index === index;
      });
      return sum + hit.wanted.rarity * factor(hit);
    }, 0);
  }

  // The part of the text that has most of what is wanted, and where to mark it.
  function excerpt(text, hits) {
    const room = 180;
    let from = 0;
    let most = -1;
    hits.forEach(function (first) {
      const seen = new Set();
      let sum = 0;
      hits.forEach(function (hit) {
        if (hit.start < first.start || hit.end > first.start + room || seen.has(hit.index)) return;
        seen.add(hit.index);
        sum += hit.wanted.rarity;
      });
      if (sum > most) [most, from] = [sum, first.start];
    });
    let start = from < 60 ? 0 : text.lastIndexOf(" ", from - 30) + 1;
    if (start < from - 80) start = from;
    let end = Math.min(start + room + 40, text.length);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), from + 1);
    return {
      text: (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : ""),
      marks: hits.map(function (hit) {
        const shift = (start > 0 ? 2 : 0) - start;
        return { start: hit.start + shift, end: hit.end + shift };
      }).filter(function (mark) {
        return mark.start >= 0 && mark.end <= end - start + 2;
      }),
    };
  }

  // What the page has of the query, word by word as it stands there.
  function words(page, query) {
    const texts = page.sections.flatMap((section) => [section.heading, section.text]);
    return [...new Set([page.title, ...texts].flatMap(function (text) {
      return hits(text, query).map((hit) => text.slice(hit.start, hit.end).toLowerCase());
    }))];
  }

  // The page with its sections that answer best, in the order of the page, and what it is worth.
  search.examine = function (page, query) {
    const title = hits(page.title, query);
    const titled = new Set(title.map(function (hit) {
      return hit.index;
    }));
    const sections = page.sections.map(function (section, order) {
      const inHeading = hits(section.heading, query);
      const inText = hits(section.text, query);
      const all = inHeading.concat(inText);
      const news = function (hit) {
        return titled.has(hit.index) ? 0.3 : 1;
      };
      const worth = value(all, function (hit) {
        return (inHeading.includes(hit) ? 3 : 1) * news(hit);
      });
      return {
        id: section.id, heading: section.heading, order, inHeading,
        worth: worth + 2 * phrases(inHeading, news) + phrases(inText, news) + Math.min(inText.length, 10) / 20,
        excerpt: excerpt(section.text, inText), hasHits: all.length > 0,
      };
    });
    const best = Math.max(...sections.map(function (section) {
      return section.worth;
    }));
    const shown = sections.filter(function (section) {
      return section.hasHits && section.worth >= 0.5 * best;
    }).sort(function (one, other) {
      return other.worth - one.worth;
    }).slice(0, 3);
    if (shown.length === 0) shown.push(sections[0]);
    return {
      page, best: shown[0], inTitle: title, words: words(page, query),
      worth: best + value(title, () => 3) + 2 * phrases(title, () => 1),
      sections: shown.sort(function (one, other) {
        return one.order - other.order;
      }),
    };
  };
})();
