// Takes the endings from English words: Snowball's algorithm “English (Porter2)”, version 3.
"use strict";

(function () {
  const search = labs.search;
  const known = new Map();
  const double = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
  const special = new Map([
    ["skis", "ski"], ["skies", "sky"], ["idly", "idl"], ["gently", "gentl"], ["ugly", "ugli"],
    ["early", "earli"], ["only", "onli"], ["singly", "singl"], ["paste", "paste"], ["pastes", "paste"],
    ["pasted", "paste"], ["pasting", "paste"],
  ]);
  const invariant = /^(sky|news|howe|atlas|cosmos|bias|andes)$/;
  const settled = /^(inn|out|cann|herr|earr|even)ing$|^(proc|exc|succ)eed$/;
  const step2 = [
    ["ization", "ize"], ["ational", "ate"], ["fulness", "ful"], ["ousness", "ous"],
    ["iveness", "ive"], ["tional", "tion"], ["biliti", "ble"], ["lessli", "less"],
    ["entli", "ent"], ["ation", "ate"], ["alism", "al"], ["aliti", "al"], ["ousli", "ous"],
    ["iviti", "ive"], ["fulli", "ful"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"],
    ["izer", "ize"], ["ator", "ate"], ["ogist", "og"], ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""],
  ];
  const step3 = [
    ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"],
    ["ative", ""], ["ical", "ic"], ["ness", ""], ["ful", ""],
  ];
  const step4 = [
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive",
    "ize", "ion", "al", "er", "ic",
  ];

  // Where the part behind the first vowel and the consonant after it begins.
  function region(word, from) {
    const match = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return match ? from + match.index + 2 : word.length;
  }

  function isShort(word) {
    return /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(word);
  }

  function ending(word, endings) {
    return endings.find(function (entry) {
      return word.endsWith(Array.isArray(entry) ? entry[0] : entry);
    });
  }

  function plural(word) {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (/(ied|ies)$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    if (/(us|ss)$/.test(word)) return word;
    return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
  }

  function past(word, r1) {
    const eed = /(eedly|eed)$/.exec(word);
    if (eed) return eed.index >= r1 ? word.slice(0, eed.index) + "ee" : word;
    const match = /(ingly|edly|ing|ed)$/.exec(word);
    if (!match || !/[aeiouy]/.test(word.slice(0, match.index))) return word;
    const rest = word.slice(0, match.index);
    if (/(at|bl|iz)$/.test(rest)) return rest + "e";
    if (match[1] === "ing" && /^[^aeiouy]y$/.test(rest)) return rest.slice(0, 1) + "ie";
    if (double.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
    return rest.length <= r1 && isShort(rest) ? rest + "e" : rest;
  }

  function derive(word, r1) {
    const entry = ending(word, step2);
    if (!entry) return word;
    const start = word.length - entry[0].length;
    if (start < r1) return word;
    const rest = word.slice(0, start);
    if (entry[0] === "ogi" && !rest.endsWith("l")) return word;
    if (entry[0] === "li" && !/[cdeghkmnrt]$/.test(rest)) return word;
    return rest + entry[1];
  }

  function deriveAgain(word, r1, r2) {
    const entry = ending(word, step3);
    if (!entry) return word;
    const start = word.length - entry[0].length;
    if (start < r1 || (entry[0] === "ative" && start < r2)) return word;
    return word.slice(0, start) + entry[1];
  }

  function strip(word, r2) {
    const found = ending(word, step4);
    if (!found) return word;
    const start = word.length - found.length;
    if (start < r2 || (found === "ion" && !/[st]$/.test(word.slice(0, start)))) return word;
    return word.slice(0, start);
  }

  function tidy(word, r1, r2) {
    const start = word.length - 1;
    const rest = word.slice(0, start);
    if (word.endsWith("e") && (start >= r2 || (start >= r1 && !isShort(rest)))) return rest;
    return word.endsWith("ll") && start >= r2 ? rest : word;
  }

  function stem(word) {
    if (word.length < 3 || !/^[a-z]+$/.test(word) || invariant.test(word)) return word;
    if (special.has(word)) return special.get(word);
    let rest = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const start = /^(gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(rest);
    const r1 = start ? start[0].length : region(rest, 0);
    const r2 = region(rest, r1);
    rest = plural(rest);
    if (settled.test(rest)) return rest;
    rest = past(rest, r1);
    rest = rest.replace(/(.[^aeiouy])[yY]$/, "$1i");
    rest = tidy(strip(deriveAgain(derive(rest, r1), r1, r2), r2), r1, r2);
    return rest.toLowerCase();
  }

  search.stem = function (word) {
    if (!known.has(word)) known.set(word, stem(word));
    return known.get(word);
  };
})();
