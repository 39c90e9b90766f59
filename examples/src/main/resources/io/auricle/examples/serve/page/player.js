// Plays the sound under a moving cursor.
import { clock, percent, words } from './result.js';

const element = (id) => document.getElementById(id);
const audio = element('audio');
const position = element('position');
let shown = null;
let address = null;

/** Takes a new sound and what is heard in it. */
export function load(file, answer) {
  audio.pause();
  if (address) {
    URL.revokeObjectURL(address);
  }
  address = URL.createObjectURL(file);
  audio.src = address;
  shown = answer;
  position.max = answer.seconds;
  element('play').disabled = false;
  element('mute').hidden = true;
  moveTo(0);
}

function moveTo(seconds) {
  const at = Math.min(seconds, shown.seconds);
  const cell = shown.cells.find(({ start, end }) => start <= at && at < end) ?? shown.cells.at(-1);
  const heard = cell && at <= cell.end ? `${words(cell.label)} ${percent(cell.probability)}` : '';
  element('cursor').style.left = `${(100 * at) / shown.seconds}%`;
  position.value = at;
  position.setAttribute('aria-valuetext', `${clock(at)}${heard ? `, ${heard}` : ''}`);
  element('clock').textContent = `${clock(at)} / ${clock(shown.seconds)}`;
  element('now').textContent = heard;
  element('now').style.setProperty('--tone', heard ? `var(${shown.colourOf(cell.label)})` : 'transparent');
}

function seek(seconds) {
  audio.currentTime = seconds;
  moveTo(seconds);
}

function follow() {
  moveTo(audio.currentTime);
  if (!audio.paused) {
    requestAnimationFrame(follow);
  }
}

function toggle() {
  if (audio.paused) {
    audio.play().catch(() => audio.dispatchEvent(new Event('error')));
  } else {
    audio.pause();
  }
}

function showState() {
  const playing = !audio.paused;
  element('play').textContent = playing ? 'Pause' : 'Play';
  element('play').setAttribute('aria-pressed', String(playing));
}

audio.addEventListener('play', () => { showState(); follow(); });
audio.addEventListener('pause', showState);
audio.addEventListener('ended', showState);
audio.addEventListener('error', () => {
  if (shown && audio.error) {
    element('play').disabled = true;
    element('mute').hidden = false;
  }
});
element('play').addEventListener('click', toggle);
position.addEventListener('input', () => seek(Number(position.value)));
position.addEventListener('keydown', (event) => {
  if (event.key === ' ') {
    event.preventDefault();
    toggle();
  }
});
const over = element('over');
const seekTo = (event) => {
  const box = over.getBoundingClientRect();
  seek(shown.seconds * Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)));
};
over.addEventListener('pointerdown', (event) => {
  over.setPointerCapture(event.pointerId);
  seekTo(event);
});
over.addEventListener('pointermove', (event) => {
  if (over.hasPointerCapture(event.pointerId)) {
    seekTo(event);
  }
});
