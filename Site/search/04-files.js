// Loads the files of the index, each when it is asked for. They are scripts that call
// labs.search.add: scripts may be loaded under the strict policy and from file://, data may not.
"use strict";

(function () {
  const search = labs.search;
  const own = document.currentScript.src;
  const folder = new URL("../search-index/", own);
  const added = new WeakMap();
  const loaded = new Map();
  let head = null;

  search.root = new URL("../", own);

  search.add = function (...values) {
    added.set(document.currentScript, values);
  };

  // Says that the site was published anew while it is read.
  search.Outdated = class extends Error {};

  function run(name, version) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      const address = new URL(name, folder);
      if (version) address.searchParams.set("v", version);
      script.src = address.href;
      script.addEventListener("load", function () {
        script.remove();
        resolve(added.get(script) || []);
      });
      script.addEventListener("error", function () {
        script.remove();
        reject(new Error("A part of the search could not be loaded."));
      });
      document.head.append(script);
    });
  }

  // A failure is forgotten, so that the next search tries again.
  function once(name, read) {
    if (!loaded.has(name)) {
      const file = search.head().then(function (head) {
        return run(name, head.version);
      }).then(read);
      file.catch(function () {
        loaded.delete(name);
      });
      loaded.set(name, file);
    }
    return loaded.get(name);
  }

  function content([version, text]) {
    return search.head().then(function (head) {
      if (version !== head.version) throw new search.Outdated();
      return text === "" ? [] : text.split(" ");
    });
  }

  search.head = function () {
    if (!head) {
      head = run("index.js").then(read);
      head.catch(search.forget);
    }
    return head;
  };

  function read([version, chunks, prefix, language, lengths]) {
    const words = Array.from(lengths, function (character) {
      return 32 * 2 ** ((character.charCodeAt(0) - 64) / 2);
    });
    const sum = words.reduce(function (sum, length) {
      return sum + length;
    }, 0);
    return {
      version, chunks, prefix, words, mean: sum / Math.max(words.length, 1),
      isEnglish: /^en/i.test(language),
    };
  }

  search.forget = function () {
    head = null;
    loaded.clear();
  };

  // For once more than what a cache has kept of the last publication.
  search.renew = function () {
    loaded.clear();
    head = run("index.js", String(Date.now())).then(read);
    return head;
  };

  // The terms of one chunk, each with its text, whether it is a compound, and its postings.
  search.chunk = function (number) {
    return once("terms-" + number + ".js", function (values) {
      return content(values).then(function (pieces) {
        const terms = [];
        for (let index = 0; index < pieces.length; index += 2) {
          const isCompound = pieces[index][0] === ".";
          const text = isCompound ? pieces[index].slice(1) : pieces[index];
          terms.push({ text, isCompound, postings: pieces[index + 1] });
        }
        return terms;
      });
    });
  };

  // The words of one length: [“container”, “retention”].
  search.vocabulary = function (length) {
    return once("words-" + length + ".js", content);
  };

  // One page: its address, title and group, and its sections with their id, heading and text.
  search.page = function (number) {
    return once("page-" + number + ".js", function ([[address, title, group, sections]]) {
      return {
        number, address, title, group,
        sections: sections.map(function ([id, heading, text]) {
          return { id, heading, text };
        }),
      };
    });
  };
})();
