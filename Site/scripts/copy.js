// A button on each block of code. Prompts and output are shown and never copied.
"use strict";

(function () {
  if (!navigator.clipboard) return;
  const announcer = document.querySelector(".announcer");

  function commands(code) {
    const copy = code.cloneNode(true);
    copy.querySelectorAll(".prompt, .output").forEach(function (part) {
      part.remove();
    });
    return copy.textContent.replace(/\n+$/, "\n");
  }

  document.querySelectorAll(".code").forEach(function (block) {
    const code = block.querySelector("code");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(commands(code)).then(function () {
        say("Copied");
      }, function () {
        say("Not copied");
      });
    });
    function say(word) {
      button.textContent = word;
      announcer.textContent = word + ".";
      setTimeout(function () {
        button.textContent = "Copy";
        announcer.textContent = "";
      }, 2000);
    }
    block.append(button);
  });
})();
