import { element, getJson, repeat, setText, whole } from './dom.js';
import { onConnection } from './live.js';

const COUNTERS = [
  ['cameras', 'cameras online', (s) => `${s.cameras.active} of ${s.cameras.total}`],
  ['rate', 'frames/s', (s) => s.frames.per_second.toFixed(1)],
  ['frames', 'frames', (s) => whole(s.frames.total)],
  ['detections', 'detections', (s) => whole(s.detections)],
  ['tracks', 'tracks', (s) => whole(s.tracks.total)],
  ['alerts', 'alerts firing', (s) => whole(s.alerts.active)],
  ['dead', 'dead letters', (s) => whole(s.dead_letters.total)],
];

export function startStatus() {
  const counters = document.getElementById('counters');
  const values = new Map();
  for (const [key, label] of COUNTERS) {
    const value = element('dd', { text: '–' });
    values.set(key, value);
    counters.append(element('div', { class: `counter count-${key}` }, element('dt', { text: label }), value));
  }
  repeat(async () => {
    const status = await getJson('/v1/status');
    for (const [key, , read] of COUNTERS) setText(values.get(key), read(status));
    values.get('alerts').parentElement.classList.toggle('bad', status.alerts.active > 0);
    values.get('dead').parentElement.classList.toggle('warn', status.dead_letters.total > 0);
    const causes = Object.entries(status.dead_letters.by_cause);
    values.get('dead').title = causes.map(([cause, n]) => `${cause}: ${n}`).join(', ');
    setText(document.getElementById('clock'), `${status.time.slice(0, 19).replace('T', ' ')} UTC`);
  }, 1000);

  const connection = document.getElementById('connection');
  const words = connection.querySelector('.words');
  onConnection((connected) => {
    connection.className = `connection ${connected ? 'live' : 'lost'}`;
    setText(words, connected ? 'live' : 'connection lost, trying again');
    document.body.classList.toggle('stale', !connected);
  });
}
