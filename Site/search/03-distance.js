// How many slips of the keyboard lie between two words.
"use strict";

(function () {
  // A letter too many, one missing, a wrong one, or two neighbours exchanged count one each.
  // More than `limit` is Infinity. With `isBeginning` the rest of `word` may still be untyped.
  labs.search.distance = function (typed, word, limit, isBeginning) {
    const missing = word.length - typed.length;
    if (-missing > limit || (missing > limit && !isBeginning)) return Infinity;
    let before = [];
    let last = [];
    let row = Array.from({ length: word.length + 1 }, function (_, index) {
      return index;
    });
    for (let i = 1; i <= typed.length; i += 1) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= word.length; j += 1) {
        const isSame = typed[i - 1] === word[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
        const isSwapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
        if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > limit) return Infinity;
    }
    const distance = isBeginning ? Math.min(...row) : row[word.length];
    return distance > limit ? Infinity : distance;
  };

  // The slips that are forgiven in a word of this length.
  labs.search.forgiven = function (word) {
    const length = Array.from(word).length;
    return length < 4 ? 0 : length < 8 ? 1 : 2;
  };
})();
