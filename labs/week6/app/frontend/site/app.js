"use strict";

// Put in when the image is built. Whoever opens the page can read it, so it is no place for secrets.
const BACKEND_URL = "@BACKEND_URL@";

async function ask() {
  const answer = document.getElementById("answer");
  try {
    const response = await fetch(`${BACKEND_URL}/api/health-check`);
    answer.value = response.ok ? "is well" : `answers with ${response.status}`;
  } catch (problem) {
    // A browser does not tell a page more, whether it was the network or CORS.
    answer.value = `cannot be reached at ${BACKEND_URL}: ${problem.message}`;
  }
}

ask();
