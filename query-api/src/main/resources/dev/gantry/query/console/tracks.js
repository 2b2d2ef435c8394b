import { duration, element, reconcile, setText } from './dom.js';
import { connect } from './live.js';
import { getJson } from './dom.js';
import { firingTracks } from './alerts.js';

const MAX_ROWS = 100;
const FORGET_MS = 15000;

const tracks = new Map();
let changed = true;

export function startTracks() {
  connect('/v1/tracks/live', {
    event: 'track',
    onOpen: async () => {
      const answer = await getJson('/v1/tracks').catch(() => null);
      if (answer) {
        tracks.clear();
        answer.tracks.forEach(take);
      }
    },
    onEvent: take,
  });
  setInterval(() => {
    const now = performance.now();
    for (const [id, entry] of tracks) {
      if (now - entry.heardAt > FORGET_MS) {
        tracks.delete(id);
        changed = true;
      }
    }
    if (changed && !document.hidden) {
      changed = false;
      render();
    }
  }, 250);
}

function take(track) {
  changed = true;
  if (track.state === 'end') tracks.delete(track.track_id);
  else tracks.set(track.track_id, { track, heardAt: performance.now() });
}

function render() {
  const list = [...tracks.values()].map((entry) => entry.track);
  list.sort((a, b) => (a.started_at < b.started_at ? -1 : a.started_at > b.started_at ? 1 : 0));
  const body = document.getElementById('tracks');
  reconcile(body, list.slice(0, MAX_ROWS), (track) => track.track_id, createRow, updateRow);
  document.getElementById('tracks-empty').hidden = list.length > 0;
  body.parentElement.hidden = list.length === 0;
  setText(document.getElementById('track-count'), list.length ? String(list.length) : '');
}

function createRow(track) {
  const gauge = element('div', { class: 'gauge' }, element('div', { class: 'bar' }), element('div', { class: 'limit' }));
  return element(
    'tr',
    {},
    element('td', {}, element('span', { class: 'label', text: track.label }), element('span', { class: 'id', text: shortId(track) })),
    element('td', { class: 'number' }, element('span', { class: 'speed' }), element('span', { class: 'sigma' })),
    element('td', { class: 'gauge-cell' }, gauge),
    element('td', { class: 'where' }),
    element('td', { class: 'number wide age' }),
  );
}

function updateRow(row, track) {
  setText(row.querySelector('.label'), track.label);
  row.title = track.track_id;
  const known = track.speed_kmh !== null;
  setText(row.querySelector('.speed'), known ? `${Math.round(track.speed_kmh)} km/h` : track.calibrated ? '…' : `${Math.round(track.speed_px_s)} px/s`);
  setText(row.querySelector('.sigma'), known ? ` ± ${Math.max(1, Math.round(track.speed_sigma_kmh))}` : '');
  const gauge = row.querySelector('.gauge');
  const limit = track.limit_kmh;
  gauge.hidden = !known;
  if (known) {
    const full = limit ? limit * 1.6 : 130;
    gauge.querySelector('.bar').style.width = `${Math.min(100, (100 * track.speed_kmh) / full)}%`;
    const mark = gauge.querySelector('.limit');
    mark.hidden = !limit;
    if (limit) mark.style.left = `${(100 * limit) / full}%`;
  }
  setText(row.querySelector('.where'), [track.segment ?? track.camera, ...track.zones].join(' · '));
  setText(row.querySelector('.age'), duration((Date.parse(track.captured_at) - Date.parse(track.started_at)) / 1000));
  const alarmed = firingTracks().has(track.track_id);
  row.className = alarmed ? 'alarm' : track.wrong_way || (known && limit && track.speed_kmh > limit) ? 'over' : '';
  row.classList.toggle('predicted', !track.observed);
}

// The id without the camera, which stands in its own column.
function shortId(track) {
  const prefix = `${track.camera}-`;
  return track.track_id.startsWith(prefix) ? track.track_id.slice(prefix.length).split('-').slice(-2).join('-') : track.track_id;
}
