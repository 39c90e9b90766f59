// The microphone as a WAV file, made in the page.

/** 16-bit mono WAV of a list of blocks of samples in [-1, 1]. */
export function wav(blocks, sampleRate) {
  const count = blocks.reduce((sum, block) => sum + block.length, 0);
  const view = new DataView(new ArrayBuffer(44 + 2 * count));
  const text = (at, word) => [...word].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * count, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * count, true);
  let at = 44;
  for (const block of blocks) {
    for (const sample of block) {
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
      at += 2;
    }
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
}

/**
 * Starts to record.
 * @param onBlock told of each block and of the seconds so far
 * @returns an object whose stop() gives the WAV file
 */
export async function record(onBlock) {
  if (!navigator.mediaDevices || !window.AudioWorklet) {
    throw new Error('This browser lets a page record only over HTTPS or on the same machine.');
  }
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const context = new AudioContext();
  try {
    await context.audioWorklet.addModule('microphone.js');
    await context.resume();
  } catch (problem) {
    stream.getTracks().forEach((track) => track.stop());
    throw problem;
  }
  const blocks = [];
  let count = 0;
  let stopped = false;
  const node = new AudioWorkletNode(context, 'microphone', { numberOfOutputs: 0 });
  node.port.onmessage = ({ data }) => {
    blocks.push(data);
    count += data.length;
    if (!stopped) { // blocks on their way still belong to the recording, but not to a page that has moved on
      onBlock(data, count / context.sampleRate);
    }
  };
  const source = context.createMediaStreamSource(stream);
  source.connect(node);
  return {
    async stop() {
      stopped = true;
      source.disconnect();
      stream.getTracks().forEach((track) => track.stop());
      const rate = context.sampleRate;
      await context.close();
      return new File([wav(blocks, rate)], 'recording.wav', { type: 'audio/wav' });
    },
  };
}
