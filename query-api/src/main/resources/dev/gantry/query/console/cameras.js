import { element, getJson, reconcile, repeat, setText } from './dom.js';

const FRAME_MS = 110; // about nine pictures a second
const IDLE_MS = 1000; // once nothing has changed for a while
const IDLE_AFTER = 20;

const visible = new Set();
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) visible.add(entry.target);
    else visible.delete(entry.target);
  }
});

export function startCameras() {
  const tiles = document.getElementById('cameras');
  repeat(async () => {
    const { cameras } = await getJson('/v1/cameras');
    if (cameras.length === 0) {
      tiles.replaceChildren(
        element('p', {
          class: 'empty',
          text: 'No camera yet: define one with “gantry apply”, or point “gantry ingest video” at a file or stream.',
        }),
      );
      return;
    }
    tiles.querySelector('.empty')?.remove();
    tiles.classList.toggle('single', cameras.length === 1);
    reconcile(tiles, cameras, (camera) => camera.id, createTile, updateTile);
  }, 1000);
}

function createTile(camera) {
  const picture = element('canvas', { attributes: { role: 'img', 'aria-label': `Picture of ${camera.id}` } });
  const words = element('p', { class: 'no-picture', text: 'No picture yet' });
  const tile = element(
    'article',
    { class: 'tile', attributes: { 'aria-label': camera.id } },
    element('div', { class: 'picture' }, picture, words),
    element(
      'div',
      { class: 'caption' },
      element('span', { class: 'state' }),
      element('h3', { text: camera.id }),
      element('span', { class: 'site' }),
      element('span', { class: 'rate' }),
      element('p', { class: 'detail' }),
    ),
  );
  observer.observe(tile);
  poll(tile, camera, picture, words);
  return tile;
}

function updateTile(tile, camera) {
  tile.dataset.state = camera.state;
  tile.dataset.frame = camera.latest_frame ? 'yes' : '';
  const state = tile.querySelector('.state');
  state.className = `state ${camera.state}`;
  setText(state, camera.state);
  setText(tile.querySelector('.site'), camera.site ?? '');
  setText(tile.querySelector('.rate'), `${camera.frames_per_second.toFixed(1)} fps`);
  const details = [];
  if (camera.state !== 'online') details.push(camera.state_detail);
  if (!camera.calibrated) details.push(camera.calibration);
  setText(tile.querySelector('.detail'), details.join(' · '));
}

// Fetches pictures one after the other for as long as the tile is in the page. The ETag spares the
// transfer while the picture is the same.
async function poll(tile, camera, canvas, words) {
  const context = canvas.getContext('2d');
  let etag = null;
  let shown = [-1, -1];
  let unchanged = 0;
  await new Promise((resolve) => setTimeout(resolve, 0));
  while (tile.isConnected) {
    const began = performance.now();
    if (!document.hidden && visible.has(tile) && tile.dataset.frame) {
      try {
        const response = await fetch(camera.image, {
          cache: 'no-store',
          headers: etag ? { 'If-None-Match': etag } : {},
        });
        unchanged++;
        if (response.status === 200) {
          unchanged = 0;
          const frame = (response.headers.get('X-Gantry-Frame') ?? '0/0').split('/').map(Number);
          const bitmap = await createImageBitmap(await response.blob());
          etag = response.headers.get('ETag');
          if (!isStepBack(frame, shown)) {
            shown = frame;
            draw(canvas, context, bitmap);
            words.hidden = true;
          }
          bitmap.close();
        } else {
          await response.arrayBuffer(); // unchanged, or none yet
        }
      } catch {
        // shown by the connection state
      }
    }
    const pause = unchanged < IDLE_AFTER ? FRAME_MS : IDLE_MS;
    await new Promise((resolve) => setTimeout(resolve, Math.max(20, pause - (performance.now() - began))));
  }
}

// When the first track appears, the picture may go back a few frames to the one it belongs to:
// better to wait for the next.
function isStepBack([epoch, sequence], [shownEpoch, shownSequence]) {
  return epoch === shownEpoch && sequence < shownSequence && shownSequence - sequence < 30;
}

function draw(canvas, context, bitmap) {
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  context.drawImage(bitmap, 0, 0);
}
