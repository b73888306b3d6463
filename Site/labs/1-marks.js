// The steps that a reader marked as done, kept in this browser and nowhere else.
//
// They are kept as the text that is also saved to a file:
//   { "format": "labs-marks", "version": 1, "course": "…", "marks": [
//     { "lab": "week6", "step": "log-group", "digest": "…", "done": true, "at": "2026-11-21T…Z" } ] }
// `digest` is of the step's text when it was marked; a mark that was taken away has `done: false`,
// so that the newer of two can win.
"use strict";

(function () {
  const brand = document.querySelector(".brand");
  const course = brand.textContent.trim();
  // The courses of one host share its storage: each has its own address in the name.
  const key = "labs.marks " + brand.pathname;
  const listeners = [];
  let isKept = true;
  let marks = new Map();

  function name(lab, step) {
    return lab + "/" + step;
  }

  function isWhole(mark) {
    const isName = (text) => /^[a-z0-9-]{1,64}$/.test(text);
    return mark && isName(mark.lab) && isName(mark.step) && /^[0-9a-f]{8,64}$/.test(mark.digest) &&
      typeof mark.done === "boolean" && !isNaN(Date.parse(mark.at));
  }

  // Throws an error whose message is for the reader.
  function read(text) {
    let file = null;
    try {
      file = JSON.parse(text);
    } catch (error) {
      // What is not JSON is no file of marks either.
    }
    if (!file || file.format !== "labs-marks" || !Array.isArray(file.marks)) {
      throw new Error("This is not a file of marks. Choose one that “Save to a file” made.");
    }
    if (file.version !== 1) {
      throw new Error("The file is of version " + file.version + "; this page reads version 1. " +
        "Reload the page, or save the file again.");
    }
    if (file.course !== course) {
      throw new Error("The file is of the course “" + file.course + "”; this is “" + course + "”.");
    }
    const broken = file.marks.findIndex((mark) => !isWhole(mark));
    if (broken >= 0) throw new Error("Mark " + (broken + 1) + " of the file is damaged. Nothing was loaded.");
    return file.marks;
  }

  function write() {
    const list = Array.from(marks.keys()).sort().map((id) => marks.get(id));
    return JSON.stringify({ format: "labs-marks", version: 1, course, marks: list }, null, 2) + "\n";
  }

  // Another window may have changed them since.
  function refresh() {
    if (!isKept) return;
    let text = null;
    try {
      text = localStorage.getItem(key);
    } catch (error) {
      isKept = false;
      return;
    }
    try {
      marks = new Map(text ? read(text).map((mark) => [name(mark.lab, mark.step), mark]) : []);
    } catch (error) {
      marks = new Map();
    }
  }

  function keep() {
    try {
      if (isKept) localStorage.setItem(key, write());
    } catch (error) {
      isKept = false;
    }
    tell();
  }

  function tell() {
    listeners.forEach((listener) => listener());
  }

  refresh();
  addEventListener("storage", function (event) {
    if (event.key !== key) return;
    refresh();
    tell();
  });

  labs.marks = {
    write,
    isKept: () => isKept,
    follow(listener) {
      listeners.push(listener);
      listener();
    },
    // “open”, “done”, or “changed” when the step had another text when it was marked.
    state(lab, step, digest) {
      const mark = marks.get(name(lab, step));
      if (!mark || !mark.done) return "open";
      return mark.digest === digest ? "done" : "changed";
    },
    day(lab, step) {
      const day = new Date(marks.get(name(lab, step)).at);
      return day.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    },
    set(lab, step, digest, done) {
      refresh();
      const at = new Date().toISOString();
      marks.set(name(lab, step), { lab, step, digest, done, at });
      keep();
    },
    // Takes the marks of a file that are newer than those here; returns how many. May throw.
    take(text) {
      refresh();
      const now = new Date().toISOString();
      const newer = read(text).filter(function (mark) {
        // A clock that was ahead must not win for ever.
        mark.at = new Date(Math.min(Date.parse(mark.at), Date.parse(now))).toISOString();
        const own = marks.get(name(mark.lab, mark.step));
        return !own || own.at < mark.at;
      });
      newer.forEach((mark) => marks.set(name(mark.lab, mark.step), mark));
      keep();
      return newer.length;
    },
  };
})();
