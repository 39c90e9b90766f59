// Takes a sound, asks the server what is heard in it, and shows the answer.
import { drawLevel } from './drawing.js';
import { load } from './player.js';
import { record } from './recorder.js';
import { clock, percent, show, words } from './result.js';

const COLUMNS = 1000;
const MOST_WINDOWS = 1200;
/** Models with more labels list only the likeliest of each window: all of 521 in 1200 windows would be 40 MB. */
const MOST_LABELS = 40;
const LISTED_LABELS = 12;
const RETRIES = 5;
const LONGEST_RECORDING = 60;
const element = (id) => document.getElementById(id);
const model = fetch('api/model').then((response) => response.json());
let shown = null;
let asked = 0;
let recording = null;

/** Says how it goes: to everyone while it goes on, to screen readers also what the page shows by itself. */
function tell(text, busy = false) {
  element('status').textContent = text;
  element('status').classList.toggle('busy', busy);
}

function complain(text) {
  tell('');
  element('error').textContent = text;
}

/** A quarter of a window from answer to answer, or more where the longest sound would have too many. */
function hop({ windowSeconds, maxSeconds }) {
  return Math.max(0.05, windowSeconds / 4, maxSeconds / MOST_WINDOWS).toFixed(3);
}

async function ask(file, facts) {
  const top = facts.labels.length <= MOST_LABELS ? facts.labels.length : LISTED_LABELS;
  const query = new URLSearchParams({ hop: hop(facts), top, columns: COLUMNS });
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`api/classify?${query}`, { method: 'POST', body: file });
    const answer = await response.json();
    if (response.ok) {
      return answer;
    }
    if (response.status !== 503 || attempt > RETRIES) {
      throw new Error(answer.error);
    }
    tell('The server is busy; trying again …', true);
    await new Promise((done) => { setTimeout(done, 1000 * Number(response.headers.get('Retry-After') ?? 1)); });
  }
}

async function classify(file) {
  const turn = ++asked;
  element('error').textContent = '';
  tell(`Listening to ${file.name} …`, true);
  try {
    const facts = await model;
    if (file.size > facts.maxUploadBytes) {
      throw new Error(`${file.name} has ${(file.size / 1e6).toFixed(1)} MB; this server takes at most ${facts.maxUploadBytes / 1e6} MB.`);
    }
    const answer = await ask(file, facts);
    if (turn !== asked) {
      return; // another sound was chosen meanwhile
    }
    shown = show(answer, file.name, facts);
    load(file, shown);
    const likeliest = `${words(answer.label)}, ${percent(answer.probability)}`;
    const heard = facts.several ? answer.labels.map(words).join(', ') : likeliest;
    tell(answer.sure ? `Heard: ${heard}.` : `Not sure; likeliest: ${likeliest}.`);
    element('label').focus({ preventScroll: true });
    element('result').scrollIntoView({ block: 'nearest' });
  } catch (problem) {
    if (turn === asked) {
      complain(problem instanceof TypeError ? 'The server does not answer. Is it still running?' : problem.message);
    }
  }
}

async function toggleRecording() {
  const button = element('record');
  if (recording) {
    const ended = recording;
    recording = null;
    button.classList.remove('recording');
    element('record-text').textContent = 'Record';
    element('level').hidden = true;
    classify(await ended.stop());
    return;
  }
  element('error').textContent = '';
  button.disabled = true;
  try {
    const { maxSeconds } = await model;
    const longest = Math.min(LONGEST_RECORDING, maxSeconds - 1);
    element('level').hidden = false;
    recording = await record((block, seconds) => {
      drawLevel(element('level'), block);
      element('record-text').textContent = `Stop (${clock(seconds).slice(0, -2)})`;
      if (recording && seconds >= longest) {
        toggleRecording();
      }
    });
    button.classList.add('recording');
    tell('Recording …', true);
  } catch (problem) {
    element('level').hidden = true;
    complain(problem.name === 'NotAllowedError' ? 'The browser was not allowed to use the microphone.'
      : problem.name === 'NotFoundError' ? 'There is no microphone.' : problem.message);
  } finally {
    button.disabled = false;
  }
}

function takeDrops() {
  let depth = 0;
  const isFile = (event) => event.dataTransfer?.types.includes('Files');
  const mark = (change) => {
    depth = change === 0 ? 0 : depth + change;
    document.body.classList.toggle('dropping', depth > 0);
  };
  addEventListener('dragenter', (event) => isFile(event) && mark(1));
  addEventListener('dragleave', (event) => isFile(event) && mark(-1));
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    mark(0);
    const file = event.dataTransfer?.files[0];
    if (file) {
      classify(file);
    }
  });
}

async function showModel() {
  try {
    const { labels, several, windowSeconds, maxUploadBytes, maxSeconds, types } = await model;
    element('model').textContent = `${labels.length} sounds${several ? ', several at once' : ''} · windows of ${windowSeconds} s`;
    element('model').title = labels.length <= MOST_LABELS ? labels.map(words).join(', ') : '';
    const minutes = maxSeconds >= 120 ? `${+(maxSeconds / 60).toFixed(1)} minutes` : `${maxSeconds} s`;
    element('limits').textContent = `${types.join(', ')}; up to ${maxUploadBytes / 1e6} MB and ${minutes}`;
  } catch {
    complain('The server does not answer. Is it still running?');
  }
}

element('choose').addEventListener('click', () => element('file').click());
element('file').addEventListener('change', ({ target }) => {
  if (target.files[0]) {
    classify(target.files[0]);
  }
  target.value = ''; // the same file may be chosen again
});
element('record').addEventListener('click', toggleRecording);
element('command').textContent = `curl --data-binary @street.wav "${location.origin}/api/classify?hop=1&top=3"`;
element('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(element('command').textContent);
  element('copy').textContent = 'Copied';
  setTimeout(() => { element('copy').textContent = 'Copy'; }, 2000);
});
const redraw = () => shown && shown.draw();
addEventListener('resize', () => requestAnimationFrame(redraw));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
takeDrops();
showModel();
