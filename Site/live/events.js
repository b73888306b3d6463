// Hears of builds. A browser has six connections for all pages of a host, so the pages share one.
// A page that comes back from the browser's memory has missed what was said meanwhile.
addEventListener("pageshow", function (event) {
  if (event.persisted) location.reload();
});

function share(hear) {
  const channel = new BroadcastChannel("labs.events");
  channel.onmessage = function (event) {
    hear(event.data);
  };
  const worker = new SharedWorker("/-labs/worker.js");
  worker.port.onmessage = channel.onmessage;
}

// Without workers a page listens for itself, and only while it is seen.
function alone(hear) {
  let events = null;
  function follow() {
    if (document.visibilityState === "hidden") {
      if (events) events.close();
      events = null;
    } else if (!events) {
      events = new EventSource("/-labs/events");
      events.onmessage = function (event) {
        hear(event.data);
      };
    }
  }
  document.addEventListener("visibilitychange", follow);
  follow();
}

export const listen = window.SharedWorker && window.BroadcastChannel ? share : alone;
