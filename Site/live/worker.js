// One connection to the server for all pages: a shared worker that passes on what it hears.
"use strict";

const channel = new BroadcastChannel("labs.events");
let latest = null;

function listen() {
  const events = new EventSource("/-labs/events");
  events.onmessage = function (event) {
    latest = event.data;
    channel.postMessage(latest);
  };
  events.onerror = function () {
    // Most breaks are mended by the browser. Where it gives up, we do not.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
}

self.onconnect = function (event) {
  if (latest) event.ports[0].postMessage(latest);
};

listen();
