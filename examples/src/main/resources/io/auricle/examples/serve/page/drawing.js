// Pictures on canvases, at the screen's own resolution and in the page's own colours.

// matplotlib's magma (CC0), from the faintest to the loudest.
const MAGMA = [0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d, 0xfd9668, 0xfeca8d, 0xfcfdbf];

/** A colour of the page, by the name of its variable. */
export function tone(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function prepared(canvas) {
  const scale = window.devicePixelRatio || 1;
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  return { pen, width, height };
}

function magma(step) {
  const place = (step / 255) * (MAGMA.length - 1);
  const below = Math.min(MAGMA.length - 2, Math.floor(place));
  const share = place - below;
  return [16, 8, 0].map((shift) => {
    const low = (MAGMA[below] >> shift) & 255;
    const high = (MAGMA[below + 1] >> shift) & 255;
    return low + (high - low) * share;
  });
}

const COLOURS = Array.from({ length: 256 }, (_, step) => magma(step));

/** The mel spectrogram: low bands below, first column left. */
export function drawMel(canvas, { rows, columns, values }) {
  const steps = Uint8Array.from(atob(values), (letter) => letter.charCodeAt(0));
  const picture = new ImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [red, green, blue] = COLOURS[steps[row * columns + column]];
      const at = 4 * ((rows - 1 - row) * columns + column);
      picture.data.set([red, green, blue, 255], at);
    }
  }
  const whole = new OffscreenCanvas(columns, rows);
  whole.getContext('2d').putImageData(picture, 0, 0);
  const { pen, width, height } = prepared(canvas);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(whole, 0, 0, width, height);
}

/** The waveform, as high as the canvas. */
export function drawWave(canvas, { low, high }) {
  const { pen, width, height } = prepared(canvas);
  const peak = Math.max(0.01, ...high, ...low.map((value) => -value));
  const y = (value) => height / 2 - (value / peak) * (height / 2 - 4);
  const x = (column) => ((column + 0.5) / low.length) * width;
  pen.fillStyle = tone('--wave');
  pen.beginPath();
  high.forEach((value, i) => pen.lineTo(x(i), y(value) - 0.5));
  for (let i = low.length - 1; i >= 0; i--) {
    pen.lineTo(x(i), y(low[i]) + 0.5);
  }
  pen.fill();
}

/** Probability over time, one lane a label; cells are moments of equal length. */
export function drawLanes(canvas, lanes, seconds) {
  const { pen, width, height } = prepared(canvas);
  const lane = height / lanes.length;
  lanes.forEach(({ colour, cells }, i) => {
    const floor = (i + 1) * lane - 3;
    const room = lane - 8;
    pen.fillStyle = tone('--well');
    pen.fillRect(0, floor - room, width, room);
    pen.fillStyle = tone(colour);
    pen.beginPath();
    pen.moveTo(0, floor);
    cells.forEach(({ start, end, probability }) => {
      pen.lineTo((start / seconds) * width, floor - probability * room);
      pen.lineTo((end / seconds) * width, floor - probability * room);
    });
    pen.lineTo(width, floor);
    pen.fill();
  });
}

/** The microphone's level, as a bar of its loudness. */
export function drawLevel(canvas, block) {
  const { pen, width, height } = prepared(canvas);
  const power = block.reduce((sum, sample) => sum + sample * sample, 0) / block.length;
  const share = Math.max(0, Math.min(1, 1 + (10 * Math.log10(power + 1e-9)) / 60));
  const bars = 32;
  for (let i = 0; i < bars; i++) {
    pen.fillStyle = tone(i / bars < share ? '--accent' : '--well');
    const tall = height * (0.35 + 0.65 * Math.sin(((i + 0.5) / bars) * Math.PI));
    pen.fillRect((i * width) / bars + 1, (height - tall) / 2, width / bars - 3, tall);
  }
}
