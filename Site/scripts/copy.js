// A button on each block of code. What is shown and not typed is never copied: prompts, output, and
// lines that a change removes.
"use strict";

(function () {
  const announcer = document.querySelector(".announcer");

  function typed(code) {
    const copy = code.cloneNode(true);
    copy.querySelectorAll(".prompt, .output, .removed").forEach(function (part) {
      part.remove();
    });
    // A line feed at the end would run the last command as soon as it is pasted.
    return code.querySelector(".prompt") ? copy.textContent.replace(/\n+$/, "") : copy.textContent;
  }

  // Without a clipboard, as from a file or over plain HTTP, a selection can still be copied.
  function copySelected(text) {
    const field = document.createElement("textarea");
    field.className = "copy-field";
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      return copySelected(text);
    }
  }

  document.querySelectorAll(".code").forEach(function (block) {
    const region = block.querySelector("pre");
    const code = block.querySelector("code");
    if (!code || !code.textContent) return;
    const label = region.getAttribute("aria-label") || "Code";
    const name = label[0].toLowerCase() + label.slice(1);
    const button = document.createElement("button");
    let timer;

    function show(word) {
      button.textContent = word;
      button.setAttribute("aria-label", word + " " + name);
    }

    function announce(words) {
      if (announcer) announcer.textContent = words;
    }

    button.type = "button";
    button.className = "copy";
    show("Copy");
    button.addEventListener("click", async function () {
      const isCopied = await copy(typed(code));
      clearTimeout(timer);
      button.focus();
      show(isCopied ? "Copied" : "Not copied");
      announce(
        isCopied ? "Copied " + name + "." : "Not copied. The text is selected: use your browser's Copy.");
      if (!isCopied) getSelection().selectAllChildren(code);
      timer = setTimeout(function () {
        show("Copy");
        announce("");
      }, 3000);
    });
    block.append(button);
  });
})();
