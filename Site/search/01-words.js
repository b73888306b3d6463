// Cuts text into terms, as Sources/SiteGenerator/Search/TermScanner.swift does when it makes the index.
"use strict";

labs.search = {};

(function () {
  // Scripts that put no spaces between words: every two neighbours are a term.
  const ideograph = "\\u0E01-\\u0E5B\\u1100-\\u11FF\\u3041-\\u30FF\\u31F0-\\u31FF\\u3400-\\u4DBF" +
    "\\u4E00-\\u9FFF\\uAC00-\\uD7AF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";
  const letter = "(?![" + ideograph + "])[\\p{L}\\p{N}\\p{M}]";
  const word = "(?:" + letter + ")+";
  const runs = new RegExp("([" + ideograph + "]+)|" + word + "(?:[-_./:@]" + word + ")*", "gu");
  const ideographs = new RegExp("^[" + ideograph + "]", "u");
  const capitals =
    /(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z](?!s(?![A-Za-z]))[a-z])/;

  // Lowercase, and without diacritics.
  function fold(text) {
    if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
    const letters = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    return Array.from(letters, function (letter) {
      return letter.toLowerCase();
    }).join("");
  }

  function pairs(text, start, terms) {
    const letters = Array.from(text);
    let at = start;
    for (let index = 0; index < Math.max(letters.length - 1, 1); index += 1) {
      const pair = letters.slice(index, index + 2).join("");
      terms.push({ text: pair, isCompound: false, start: at, end: at + pair.length });
      at += letters[index].length;
    }
  }

  // The words of a run, and between them what joined them: "", "." between digits, or "/".
  function parts(run, start) {
    const found = [];
    let group = 0;
    let at = start;
    run.split(/([-_./:@])/).forEach(function (piece, index) {
      if (index % 2 === 1) {
        if ("/:@".includes(piece)) group += 1;
        at += 1;
        return;
      }
      piece.split(capitals).forEach(function (part, inner) {
        const before = run.slice(0, at - start);
        const isInNumber = inner === 0 && /[0-9][-_./:@]$/.test(before) && /^[0-9]/.test(part);
        const text = fold(part);
        if (text) {
          found.push({ text, joint: isInNumber ? "." : "", group, start: at, end: at + part.length });
        }
        at += part.length;
      });
    });
    return found;
  }

  function compound(parts) {
    return {
      text: parts.map(function (part, index) {
        return (index > 0 ? part.joint : "") + part.text;
      }).join(""),
      isCompound: true,
      words: parts.length,
      start: parts[0].start,
      end: parts[parts.length - 1].end,
    };
  }

  // Digests and keys are no terms.
  function isTerm(term) {
    return term.text.length < 14 || new TextEncoder().encode(term.text).length <= 40;
  }

  // Each with its text, whether it is a compound, and where it is. Compounds follow their words.
  labs.search.terms = function (text) {
    const terms = [];
    for (const match of text.matchAll(runs)) {
      if (match[1]) {
        pairs(match[1], match.index, terms);
        continue;
      }
      const found = parts(match[0], match.index);
      found.forEach(function (part) {
        if (found.length === 1 || part.text.length > 1) {
          terms.push({ text: part.text, isCompound: false, start: part.start, end: part.end });
        }
      });
      if (found.length < 2) continue;
      const groups = new Map();
      found.forEach(function (part) {
        groups.set(part.group, (groups.get(part.group) || []).concat(part));
      });
      groups.forEach(function (group) {
        if (group.length > 1 && groups.size > 1) terms.push(compound(group));
      });
      terms.push(compound(found));
    }
    return terms.filter(isTerm);
  };

  labs.search.isIdeograph = function (text) {
    return ideographs.test(text);
  };
})();
