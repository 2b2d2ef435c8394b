import { element, getJson, reconcile, repeat, setText, svg } from './dom.js';

const WIDTH = 220;
const HEIGHT = 44;

export function startSegments() {
  const panel = document.getElementById('segments');
  repeat(async () => {
    const { segments } = await getJson('/v1/segments');
    if (segments.length === 0) {
      panel.replaceChildren(
        element('p', {
          class: 'empty',
          text: 'No road segment yet: state segments and a calibration in a camera’s definition to get speeds by segment.',
        }),
      );
      return;
    }
    panel.querySelector('.empty')?.remove();
    reconcile(panel, segments, (segment) => segment.id, createSegment, updateSegment);
  }, 2000);
}

function createSegment(segment) {
  const spark = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'spark', role: 'img', preserveAspectRatio: 'none' });
  return element(
    'article',
    { class: 'segment' },
    element(
      'div',
      { class: 'about' },
      element('h3', { text: segment.id }),
      element('p', { class: 'facts' }),
    ),
    spark,
    element('p', { class: 'mean' }, element('strong'), element('span', { text: ' km/h' }), element('small')),
  );
}

function updateSegment(node, segment) {
  const shortest = Math.min(...segment.recent.map((window) => window.window_s));
  const recent = segment.recent.filter((window) => window.window_s === shortest);
  const withSpeeds = recent.filter((window) => window.mean_kmh !== null);
  const newest = withSpeeds[withSpeeds.length - 1];
  const last = recent[recent.length - 1];
  const facts = [];
  if (segment.limit_kmh) facts.push(`limit ${Math.round(segment.limit_kmh)} km/h`);
  if (last) facts.push(`${Math.round(last.flow_per_hour)} vehicles/h`);
  if (newest) facts.push(`85 % below ${Math.round(newest.p85_kmh)} km/h`);
  setText(node.querySelector('.facts'), facts.join(' · ') || 'no vehicle yet');
  setText(node.querySelector('.mean strong'), newest ? String(Math.round(newest.mean_kmh)) : '–');
  setText(node.querySelector('.mean small'), newest ? (newest.state === 'early' ? 'so far' : newest.state) : '');
  node.classList.toggle('over', Boolean(newest && segment.limit_kmh && newest.mean_kmh > segment.limit_kmh));
  drawSpark(node.querySelector('.spark'), withSpeeds.slice(-40), segment.limit_kmh);
}

function drawSpark(spark, windows, limit) {
  const values = windows.map((window) => window.mean_kmh);
  spark.setAttribute('aria-label', values.length ? `Mean speeds: ${values.map(Math.round).join(', ')} km/h` : 'No speeds yet');
  spark.replaceChildren();
  const top = Math.max(...values, limit ?? 0, 10) * 1.15;
  const y = (value) => (HEIGHT - 3 - ((HEIGHT - 6) * value) / top).toFixed(1);
  if (limit) {
    spark.append(svg('line', { x1: 0, x2: WIDTH, y1: y(limit), y2: y(limit), class: 'limit' }));
  }
  if (values.length === 0) return;
  const step = values.length > 1 ? (WIDTH - 8) / (values.length - 1) : 0;
  const points = values.map((value, i) => `${(4 + i * step).toFixed(1)},${y(value)}`);
  if (values.length > 1) {
    spark.append(svg('path', { d: `M4,${HEIGHT} L${points.join(' L')} L${WIDTH - 4},${HEIGHT} Z`, class: 'area' }));
    spark.append(svg('polyline', { points: points.join(' '), class: 'line' }));
  }
  const [x, lastY] = points[points.length - 1].split(',');
  spark.append(svg('circle', { cx: x, cy: lastY, r: 3, class: 'point' }));
}
