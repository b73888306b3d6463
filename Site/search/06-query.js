// What a reader typed, as terms of the index, with everything that each of them may mean.
"use strict";

(function () {
  const search = labs.search;
  const most = 8;
  const stopWords = new Set(("a an and are as at be but by can did do does for from has have how i if " +
    "in into is it its many much my no not of on one or should so that the their then there these " +
    "they this to was we what when where which who why will with would you your").split(" "));

  // Ids, digests and times of a pasted message are on no page.
  function isNoise(text) {
    return /[0-9]{8}/.test(text) || /^(?=.*[0-9])[0-9a-f.]{8,}$/.test(text);
  }

  // A message may be long: what is longest says most.
  function chosen(terms) {
    const different = new Map();
    terms.forEach(function (term, index) {
      const key = (term.isCompound ? "." : "") + term.text;
      if (!different.has(key)) different.set(key, { ...term, order: index });
    });
    const wanted = Array.from(different.values()).filter(function (term) {
      return !isNoise(term.text);
    });
    const telling = wanted.filter(function (term) {
      return !stopWords.has(term.text);
    });
    return (telling.length > 0 ? telling : wanted).sort(function (one, other) {
      return wanted.length > most ? other.text.length - one.text.length : 0;
    }).slice(0, most).sort(function (one, other) {
      return one.order - other.order;
    });
  }

  // Two words may be one on the page: docker file, Dockerfile.
  function joined(terms) {
    const words = terms.filter(function (term) {
      return !term.isCompound;
    });
    if (words.length < 2 || words.length > 4) return [];
    return words.slice(1).map(function (word, index) {
      return { text: words[index].text + word.text, isCompound: false, isGuess: true };
    });
  }

  search.query = function (text) {
    const terms = chosen(search.terms(text));
    const end = Math.max(...terms.map((term) => term.end));
    const isOpen = /[^\s]$/.test(text);
    return terms.concat(joined(terms)).map(function (term) {
      return {
        text: term.text, isCompound: term.isCompound, words: term.words || 1, isGuess: Boolean(term.isGuess),
        isUnfinished: isOpen && term.end === end,
        matches: new Map(), corrections: [],
      };
    });
  };

  // The beginnings that words of the same stem may have: try, tries.
  function beginnings(text, head) {
    if (!head.isEnglish) return [text];
    const stem = search.stem(text);
    return [text, stem, stem.replace(/i$/, "y"), stem.replace(/ie$/, "y")];
  }

  // All terms of the chunks in which `text` and its relatives are.
  async function candidates(text, isCompound, head) {
    const numbers = new Set((isCompound ? [text] : beginnings(text, head)).map(function (beginning) {
      return search.chunkOf(beginning, isCompound, head);
    }));
    return (await Promise.all(Array.from(numbers, search.chunk))).flat();
  }

  // How well a term of the index answers; 0 when it does not.
  function quality(wanted, term, stem) {
    if (term.text === wanted.text) return term.isCompound === wanted.isCompound ? 1 : 0.9;
    if (wanted.isGuess) return 0;
    if (term.isCompound !== wanted.isCompound) return 0;
    if (stem && term.text[0] === stem[0] && search.stem(term.text) === stem) return 0.8;
    if (!term.text.startsWith(wanted.text)) return 0;
    if (!wanted.isUnfinished && wanted.text.length < 3) return 0;
    const share = wanted.text.length / term.text.length;
    return 0.6 * (0.4 + 0.6 * share);
  }

  // What begins with an unfinished word is wanted; what begins with a whole one only if nothing is
  // that word.
  function take(wanted, terms, factor, head) {
    const stem = head.isEnglish && !wanted.isCompound ? search.stem(wanted.text) : "";
    const found = terms.map(function (term) {
      return { term, quality: quality(wanted, term, stem) };
    }).filter(function (match) {
      return match.quality > 0;
    });
    const isKnown = found.some(function (match) {
      return match.quality >= 0.8;
    });
    found.forEach(function (match) {
      if (isKnown && !wanted.isUnfinished && match.quality < 0.8) return;
      const key = (match.term.isCompound ? "." : "") + match.term.text;
      wanted.matches.set(key, { ...match, quality: match.quality * factor });
    });
  }

  // A word may be written as several on the page, and several as one: healthcheck, health-check.
  async function answer(wanted, head) {
    const terms = await candidates(wanted.text, wanted.isCompound, head);
    take(wanted, terms, 1, head);
    if (wanted.matches.size === 0 && !wanted.isGuess) {
      take(wanted, await candidates(wanted.text, !wanted.isCompound, head), 1, head);
    }
    return terms;
  }

  // Finds the terms of the index that answer each wanted one. A word that nothing answers is taken
  // for two that belong apart, or for a mistyped one; but a long message was pasted, not typed.
  search.resolve = async function (query) {
    const head = await search.head();
    const isPasted = query.length > 5;
    const halves = [];
    await Promise.all(query.map(async function (wanted) {
      const terms = await answer(wanted, head);
      if (wanted.matches.size > 0 || wanted.isCompound || wanted.isGuess || isPasted) return;
      for (const text of await search.halves(wanted.text, terms)) {
        const half = { ...wanted, text, matches: new Map() };
        await answer(half, head);
        halves.push(half);
      }
      if (halves.length > 0) return;
      for (const word of await search.corrections(wanted, terms)) {
        take({ ...wanted, text: word, isUnfinished: false }, await candidates(word, false, head), 0.7, head);
        wanted.corrections.push(word);
      }
    }));
    return query.concat(halves);
  };
})();
