// Runs on the browser's audio thread: passes the microphone's samples on, block by block.
class Microphone extends AudioWorkletProcessor {
  process(inputs) {
    const samples = inputs[0][0];
    if (samples) {
      this.port.postMessage(samples.slice());
    }
    return true;
  }
}
registerProcessor('microphone', Microphone);
