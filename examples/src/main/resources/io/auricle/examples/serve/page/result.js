// Shows an answer of /api/classify.
import { drawLanes, drawMel, drawWave } from './drawing.js';

const LANES = 4;
const NAMED = 3;
const FREQUENCIES = [125, 250, 500, 1000, 2000, 4000, 8000, 16000];
const element = (id) => document.getElementById(id);

export const words = (label) => label.replaceAll('_', ' ');
export const percent = (share) => `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;

export function clock(seconds) {
  const tenths = Math.round(10 * seconds);
  const rest = tenths % 600;
  return `${Math.floor(tenths / 600)}:${rest < 100 ? '0' : ''}${(rest / 10).toFixed(1)}`;
}

function made(tag, text, className) {
  const node = document.createElement(tag);
  node.textContent = text;
  if (className) {
    node.className = className;
  }
  return node;
}

const COLOURS = 10;
const places = new Map();

/**
 * The same colour for a label in every answer of this model. Where there are more labels than colours, they are dealt out as labels
 * come, so that those of one answer differ.
 */
function colour(labels, label) {
  if (labels.length <= COLOURS) {
    return `--c${labels.indexOf(label)}`;
  }
  if (!places.has(label)) {
    places.set(label, places.size % COLOURS);
  }
  return `--c${places.get(label)}`;
}

/**
 * What is heard at each moment: windows overlap, so each moment's probabilities are the mean over the windows that cover it.
 */
export function moments(answer, labels) {
  const { seconds } = answer.sound;
  const ends = new Set([0, seconds]);
  for (const row of answer.timeline) {
    ends.add(Math.min(row.startSeconds, seconds)).add(Math.min(row.endSeconds, seconds));
  }
  const edges = [...ends].sort((a, b) => a - b);
  const cells = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const middle = (edges[i] + edges[i + 1]) / 2;
    const covering = answer.timeline.filter((row) => row.startSeconds <= middle && middle < row.endSeconds);
    if (covering.length > 0) {
      cells.push(moment(edges[i], edges[i + 1], covering, labels));
    }
  }
  return cells;
}

function moment(start, end, windows, labels) {
  const shares = new Map(labels.map((label) => [label, 0]));
  for (const { ranking } of windows) {
    ranking.forEach(({ label, probability }) => shares.set(label, (shares.get(label) ?? 0) + probability / windows.length));
  }
  const [label, probability] = [...shares].reduce((best, next) => (next[1] > best[1] ? next : best));
  return { start, end, shares, label, probability, sure: windows.some((row) => row.labels.includes(label)) };
}

/** Neighbours with the same label as one. */
function stretches(cells) {
  const joined = [];
  for (const cell of cells) {
    const last = joined.at(-1);
    if (last && last.label === cell.label && last.sure === cell.sure && Math.abs(last.end - cell.start) < 1e-6) {
      last.weighted += cell.probability * (cell.end - cell.start);
      last.end = cell.end;
    } else {
      joined.push({ ...cell, weighted: cell.probability * (cell.end - cell.start) });
    }
  }
  return joined.map((stretch) => ({ ...stretch, probability: stretch.weighted / (stretch.end - stretch.start) }));
}

/** Puts an answer on the page; returns what the player needs. */
export function show(answer, name, { labels, several }) {
  const { seconds, sampleRateHz, channels } = answer.sound;
  answer.ranking.slice(0, COLOURS).forEach(({ label }) => colour(labels, label)); // the likeliest get colours of their own
  const cells = moments(answer, labels.length <= COLOURS ? labels : []);
  const lanes = answer.ranking.slice(0, LANES).map(({ label }) => ({ label, colour: colour(labels, label) }));
  const kind = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
  element('source').textContent = `${name} · ${clock(seconds)} · ${sampleRateHz / 1000} kHz, ${kind}`;
  element('label').textContent = answer.sure ? answer.labels.slice(0, NAMED).map(words).join(', ') : 'not sure';
  element('sentence').textContent = several ? sentenceOfSeveral(answer) : sentence(answer);
  element('ranking-note').textContent = several
    ? 'The mean over all windows; each label for itself, for several may be right.' : 'The mean over all windows.';
  showRanking(answer.ranking, several ? answer.labels : [], labels);
  showRibbon(stretches(cells), seconds, labels);
  showTable(answer.timeline);
  element('lane-names').replaceChildren(...lanes.map(({ label }) => made('span', words(label))));
  describe(answer, cells);
  element('result').hidden = false;
  const draw = () => {
    drawMel(element('mel'), answer.spectrogram);
    drawWave(element('wave'), answer.waveform);
    drawLanes(element('lanes'), lanes.map((lane) => ({
      colour: lane.colour,
      cells: cells.map(({ start, end, shares }) => ({ start, end, probability: shares.get(lane.label) ?? 0 })),
    })), seconds);
    showAxes(answer.spectrogram.bandHz, seconds);
  };
  draw();
  return { seconds, cells, draw, colourOf: (label) => colour(labels, label) };
}

function sentence({ sure, label, probability, ranking }) {
  const second = ranking[1];
  return (sure ? `${percent(probability)} likely` : `Likeliest: ${words(label)}, ${percent(probability)}`) +
    (second ? `, next ${words(second.label)} with ${percent(second.probability)}` : '');
}

function sentenceOfSeveral({ sure, labels, ranking }) {
  const named = ranking.filter(({ label }) => !sure || labels.includes(label)).slice(0, sure ? ranking.length : 2)
    .map(({ label, probability }) => `${words(label)} ${percent(probability)}`).join(', ');
  const more = labels.length - NAMED;
  return (sure ? named : `Likeliest: ${named}`) + (more > 0 ? ` (${labels.length} labels in all)` : '');
}

function showRanking(ranking, answers, labels) {
  element('ranking').replaceChildren(...ranking.slice(0, 10).map(({ label, probability }) => {
    const bar = made('span', '', 'bar');
    const fill = made('span', '');
    fill.style.width = `${100 * probability}%`;
    bar.append(fill);
    const row = made('li', '', answers.includes(label) ? 'answer' : '');
    row.style.setProperty('--tone', `var(${colour(labels, label)})`);
    row.append(made('span', words(label)), made('span', percent(probability), 'share'), bar);
    return row;
  }));
}

function showRibbon(parts, seconds, labels) {
  element('ribbon').replaceChildren(...parts.map((part) => {
    const share = percent(part.probability);
    const item = made('li', '', part.sure ? '' : 'unsure');
    item.append(made('span', words(part.label), 'name'), made('span', ` ${share}`, 'share'));
    item.title = `${clock(part.start)} to ${clock(part.end)}: ${words(part.label)} ${share}${part.sure ? '' : ', not sure'}`;
    item.style.left = `${(100 * part.start) / seconds}%`;
    item.style.width = `${(100 * (part.end - part.start)) / seconds}%`;
    item.style.setProperty('--tone', `var(${colour(labels, part.label)})`);
    return item;
  }));
}

function showTable(timeline) {
  element('table').replaceChildren(...timeline.map((row) => {
    const line = made('tr', '');
    const heard = row.sure ? row.labels.map(words).join(', ') : `not sure (${words(row.label)})`;
    const next = row.ranking.filter(({ label }) => label !== row.label && !row.labels.includes(label)).slice(0, 2).map(({ label, probability }) => `${words(label)} ${percent(probability)}`);
    line.append(made('td', clock(row.startSeconds)), made('td', clock(row.endSeconds)), made('td', heard),
      made('td', percent(row.probability)), made('td', next.join(', ')));
    return line;
  }));
}

function showAxes(bandHz, seconds) {
  const marks = FREQUENCIES.filter((hz) => hz >= bandHz[0] && hz <= bandHz.at(-1)).map((hz) => {
    const above = bandHz.findIndex((centre) => centre >= hz);
    const below = Math.max(0, above - 1);
    const share = above === below ? 0 : (hz - bandHz[below]) / (bandHz[above] - bandHz[below]);
    const mark = made('span', hz < 1000 ? `${hz} Hz` : `${hz / 1000} kHz`);
    mark.style.bottom = `${(100 * (below + share + 0.5)) / bandHz.length}%`;
    return { mark, place: (below + share + 0.5) / bandHz.length };
  });
  const room = 1.3 * parseFloat(getComputedStyle(element('frequencies')).fontSize) / element('mel').clientHeight;
  let last = -1;
  element('frequencies').replaceChildren(...marks.filter(({ place }) => {
    const fits = place - last >= room;
    last = fits ? place : last;
    return fits;
  }).map(({ mark }) => mark));
  const most = Math.max(2, Math.floor(element('mel').clientWidth / 64));
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((s) => seconds / s <= most) ?? 1200;
  const ticks = [];
  for (let i = 0; i * step <= seconds * 1.0001; i++) {
    const tick = made('span', step < 1 ? `${(i * step).toFixed(1)} s` : seconds < 90 ? `${i * step} s` : clock(i * step).replace('.0', ''));
    tick.style.left = `${(100 * i * step) / seconds}%`;
    tick.classList.toggle('last', i > 0 && i * step > seconds * 0.96);
    ticks.push(tick);
  }
  element('times').replaceChildren(...ticks);
}

/** What a screen reader says of the pictures. */
function describe(answer, cells) {
  const parts = stretches(cells).slice(0, 12)
    .map((part) => `${clock(part.start)} to ${clock(part.end)} ${words(part.label)}, ${percent(part.probability)}`);
  element('mel').setAttribute('aria-label', `Mel spectrogram. Over it: ${parts.join('; ')}.`);
  element('wave').setAttribute('aria-label', 'Waveform of the sound.');
  element('lanes').setAttribute('aria-label', `Probability over time of ${answer.ranking.slice(0, LANES).map(({ label }) => words(label)).join(', ')}; the table below has the numbers.`);
}
