import { clock, duration, element, getJson, reconcile, setText } from './dom.js';
import { connect } from './live.js';

const MAX_SHOWN = 60;

const alerts = new Map();
let firing = new Set();
let announced = false;

// Ids of the tracks for which an alert is firing.
export function firingTracks() {
  return firing;
}

export function startAlerts() {
  connect('/v1/alerts/live', {
    event: 'alert',
    onOpen: async () => {
      const answer = await getJson('/v1/alerts?limit=100').catch(() => null);
      if (answer) {
        // what the stream has brought meanwhile is newer than this answer, or the same
        for (const alert of answer.alerts) {
          if (!isNewer(alerts.get(alert.alert_id), alert)) alerts.set(alert.alert_id, alert);
        }
        render();
        announced = true;
      }
    },
    onEvent: (alert) => {
      const before = alerts.get(alert.alert_id);
      if (isNewer(before, alert)) return;
      alerts.set(alert.alert_id, alert);
      if (announced && before?.status !== alert.status) {
        setText(document.getElementById('alert-news'), `${alert.status}: ${alert.summary}`);
      }
      render();
    },
  });
}

function isNewer(one, other) {
  return one !== undefined && one.transitions.length > other.transitions.length;
}

function render() {
  const list = [...alerts.values()];
  list.sort(
    (a, b) =>
      Number(b.status === 'firing') - Number(a.status === 'firing') ||
      (a.fired_at < b.fired_at ? 1 : a.fired_at > b.fired_at ? -1 : 0),
  );
  for (const old of list.slice(MAX_SHOWN)) alerts.delete(old.alert_id);
  const active = list.filter((alert) => alert.status === 'firing');
  firing = new Set(active.map((alert) => alert.labels.track).filter(Boolean));
  const panel = document.getElementById('alerts');
  setText(document.getElementById('alert-count'), active.length ? `${active.length} firing` : '');
  document.title = active.length ? `(${active.length}) Gantry` : 'Gantry';
  if (list.length === 0) {
    panel.replaceChildren(element('li', { class: 'empty', text: 'No alert yet: nothing has broken a rule so far.' }));
    return;
  }
  panel.querySelector('.empty')?.remove();
  reconcile(panel, list.slice(0, MAX_SHOWN), (alert) => alert.alert_id, createAlert, updateAlert);
}

function createAlert() {
  return element(
    'li',
    {},
    element('span', { class: 'severity' }),
    element('div', {}, element('p', { class: 'summary' }), element('p', { class: 'facts' })),
  );
}

function updateAlert(node, alert) {
  node.className = `alert ${alert.status} ${severityClass(alert.severity)}`;
  setText(node.querySelector('.severity'), alert.status === 'firing' ? (alert.severity ?? 'alert') : 'resolved');
  setText(node.querySelector('.summary'), alert.summary);
  const place = alert.labels.camera ?? alert.labels.segment ?? alert.scope;
  const times =
    alert.resolved_at === null
      ? `since ${clock(alert.started_at)}`
      : `${clock(alert.started_at)}, for ${duration((Date.parse(alert.resolved_at) - Date.parse(alert.started_at)) / 1000)}`;
  setText(node.querySelector('.facts'), [alert.rule.replaceAll('_', ' '), place, times].filter(Boolean).join(' · '));
}

function severityClass(severity) {
  return ['low', 'info', 'warning', 'medium'].includes(severity) ? 'mild' : 'grave';
}
