"""4 s of 16-bit stereo WAV at 44 100 Hz to mono at 22 050 Hz, and on to dB mel, one thread, milliseconds: libsndfile, soxr HQ, torchaudio.
Debian: python3-soundfile python3-torch python3-torchaudio libsoxr0; a module soxr on PYTHONPATH."""
import os
import statistics
import tempfile
import time

import numpy as np
import soundfile
import soxr
import torch
import torchaudio

torch.set_num_threads(1)
path = os.path.join(tempfile.mkdtemp(), "a.wav")
soundfile.write(path, np.random.default_rng(0).random((176400, 2)) - 0.5, 44100, subtype="PCM_16")
mel = torchaudio.transforms.MelSpectrogram(22050, 2048, hop_length=512, n_mels=128, f_max=11025.0, norm="slaney", mel_scale="slaney", pad_mode="constant")
decibels = torchaudio.transforms.AmplitudeToDB("power", 80)


def decode():
    return soundfile.read(path, dtype="float32", always_2d=True)[0]


def mono():
    return soxr.resample(decode().mean(axis=1), 44100, 22050, quality="HQ")


def measure(name, work):
    for _ in range(10):
        work()
    times = []
    for _ in range(101):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    print(f"{name}: median {statistics.median(times):.3f} ms, min {min(times):.3f} ms")


measure("libsndfile", decode)
measure("libsndfile + mean + soxr HQ", mono)
measure("libsndfile + mean + soxr HQ + torchaudio to dB", lambda: decibels(mel(torch.from_numpy(mono()))))
