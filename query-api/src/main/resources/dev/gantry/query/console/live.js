// Server-sent events with a connection state the page can show.

const streams = new Map();
const listeners = new Set();

export function onConnection(listener) {
  listeners.add(listener);
}

function report(path, open) {
  streams.set(path, open);
  const all = [...streams.values()];
  for (const listener of listeners) listener(all.every(Boolean));
}

// Connects for as long as the page lives. The browser reconnects by itself after a break; when it
// gives up (the server answered with an error), a new stream is opened.
export function connect(path, { event, onOpen, onEvent }) {
  streams.set(path, false);
  let source;
  let silence;
  const open = () => {
    source = new EventSource(path);
    source.onopen = () => {
      report(path, true);
      onOpen();
    };
    source.onerror = () => {
      report(path, false);
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(silence);
        silence = setTimeout(open, 3000);
      }
    };
    source.addEventListener('reset', () => onOpen());
    source.addEventListener(event, (message) => onEvent(JSON.parse(message.data)));
  };
  open();
}
