// The switch between light, dark and the system's own theme.
"use strict";

(function () {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  const name = button.querySelector("[data-theme-name]");
  const announcer = document.querySelector(".announcer");
  const themes = ["system", "light", "dark"];
  const words = { system: "System", light: "Light", dark: "Dark" };
  let theme = document.documentElement.dataset.theme || "system";

  function show() {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    name.textContent = words[theme];
    button.setAttribute("aria-label", "Theme: " + words[theme]);
  }

  button.addEventListener("click", function () {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    let end = ".";
    try {
      localStorage.setItem("theme", theme);
    } catch (error) {
      end = ", only until you leave this page.";
    }
    show();
    announcer.textContent = "Theme: " + words[theme] + end;
  });
  show();
  button.hidden = false;
})();
