// The search dialog: results while the reader types, and the keys that move among them.
"use strict";

(function () {
  const search = labs.search;
  const pause = 120;
  const hints = "Try a command, a flag, a file's name, or paste an error message. " +
    "Arrow keys move among the results, Enter opens one.";

  function button(className, text, act) {
    const made = search.element("button", className, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // `parts` are the dialog's field, status and list, which were there before this script.
  search.start = function (dialog, { field, status, list }) {
    let number = 0;
    let timer = null;
    let best = null;
    const rest = search.element("p", "search-rest");
    list.after(rest);

    function say(text) {
      status.textContent = text;
    }

    function ask(text) {
      field.value = text;
      field.focus();
      run(text);
    }

    function offer(words) {
      return words.flatMap(function (word) {
        return [" ", button("search-word", word, function () {
          ask(word);
        })];
      });
    }

    function corrected(query) {
      const words = query.flatMap(function (wanted) {
        return wanted.corrections.slice(0, 1);
      });
      return words.length > 0 ? " Showing results for “" + words.join(" ") + "”." : "";
    }

    function show(answer) {
      const start = list.children.length;
      const results = answer.shown.slice(start).map(search.result);
      if (start === 0 && results.length > 0) best = results[0].best;
      list.append(...results.map(function (result) {
        return result.item;
      }));
      const count = answer.entries.length;
      say((count === 1 ? "1 page." : count + " pages.") + corrected(answer.query));
      rest.replaceChildren();
      if (answer.shown.length >= count) return;
      rest.append(button("search-more", "Show more", async function () {
        const current = number;
        const more = await search.more(answer);
        if (current !== number) return;
        show(more);
        list.children[start + search.step].querySelector("a").focus();
      }));
    }

    async function run(text) {
      number += 1;
      const current = number;
      clearTimeout(timer);
      keep(text);
      if (text.trim() === "") return clear(hints);
      try {
        const answer = await search.find(text);
        if (current !== number) return;
        if (answer.entries.length > 0) {
          clear("");
          return show(answer);
        }
        const words = await search.suggestions(answer.query);
        if (current !== number) return;
        clear(words.length > 0 ? "No page has that. Did you mean" : "No page has that. Try fewer words, or other ones.");
        status.append(...offer(words));
      } catch (error) {
        if (current === number) clear(error.message || "The site was published anew. Reload this page.");
      }
    }

    function clear(text) {
      list.replaceChildren();
      rest.replaceChildren();
      best = null;
      say(text);
    }

    function keep(text) {
      try {
        sessionStorage.setItem("search", text);
      } catch (error) {
        // Without storage the query lasts as long as the page.
      }
    }

    function move(step) {
      const stops = [field, ...list.querySelectorAll("a")];
      const index = stops.indexOf(document.activeElement);
      const next = stops[Math.min(Math.max(index + step, 0), stops.length - 1)];
      next.focus();
    }

    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(run, pause, field.value);
    });
    dialog.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && event.target === field && best) {
        event.preventDefault();
        best.click();
      }
    });
    list.addEventListener("click", function (event) {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      labs.lead(link, link.closest("li.search-page").words);
      dialog.close();
    });
    run(field.value);
  };
})();
