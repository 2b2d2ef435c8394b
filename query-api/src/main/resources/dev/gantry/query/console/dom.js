// Small helpers for the document. Text is only ever set as text.

export function element(name, options = {}, ...children) {
  const node = document.createElement(name);
  if (options.class) node.className = options.class;
  if (options.text !== undefined) node.textContent = options.text;
  for (const [key, value] of Object.entries(options.attributes ?? {})) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

export function svg(name, attributes = {}) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

// Sets text only when it differs, so that nothing is read out or laid out for no reason.
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Makes the children of a parent those of the items, in their order, keeping nodes by key.
export function reconcile(parent, items, keyOf, create, update) {
  const existing = new Map();
  for (const child of parent.children) existing.set(child.dataset.key, child);
  let position = 0;
  for (const item of items) {
    const key = String(keyOf(item));
    let node = existing.get(key);
    if (node) {
      existing.delete(key);
    } else {
      node = create(item);
      node.dataset.key = key;
    }
    update(node, item);
    if (parent.children[position] !== node) {
      parent.insertBefore(node, parent.children[position] ?? null);
    }
    position++;
  }
  for (const leftover of existing.values()) leftover.remove();
}

export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

// The time of day of an API time, in UTC: event time may be that of a recording.
export function clock(time) {
  return time ? time.slice(11, 19) : '';
}

export function whole(number) {
  return Math.round(number).toLocaleString('en');
}

export async function getJson(path) {
  const response = await fetch(path, { cache: 'no-store', headers: { Accept: 'application/json' } });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `${path}: ${response.status}`);
  }
  return response.json();
}

// Runs a task again and again, one run after the other, and not while the page is hidden.
export function repeat(task, milliseconds) {
  let running = false;
  const run = async () => {
    if (running || document.hidden) return;
    running = true;
    try {
      await task();
    } catch {
      // the connection state is shown by the live streams; the next run tries again
    } finally {
      running = false;
    }
  };
  run();
  setInterval(run, milliseconds);
  document.addEventListener('visibilitychange', run);
}
