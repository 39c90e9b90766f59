"""Makes reference cases with random options in the layout of golden/features: python3 make_cases.py FOLDER CASES SEED.

Needs librosa 0.11.0, torch and torchaudio 0.13.1; the cases beside this file are `make_cases.py features 48 7`.
"""
import json
import os
import sys

import librosa
import numpy as np
import torch
import torchaudio

out, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.makedirs(out, exist_ok=True)
r = np.random.default_rng(seed)


def pick(*choices):
    return choices[r.integers(len(choices))]


def signal(rate, samples):
    t = np.arange(samples) / rate
    y = 0.3 * np.sin(2 * np.pi * (200 * t + rate / 16 * t * t)) + 0.2 * np.sin(2 * np.pi * rate / 5 * t)
    y[t > t[-1] / 2] *= 0.05
    return (y + 10 ** r.uniform(-4, -1) * r.standard_normal(samples)).astype('f4')


signals, cases = {}, []
data = {}
for i, (rate, samples) in enumerate([(22050, 6001), (16000, 4800), (44100, 9000), (8000, 700), (48000, 2500)]):
    name = f'signal{i}'
    data[name] = (rate, signal(rate, samples))
    np.save(f'{out}/{name}.npy', data[name][1])
    signals[name] = {'file': f'{name}.npy', 'sample_rate': rate, 'samples': samples}


def stft_options(samples, rate):
    n = int(pick(64, 100, 127, 251, 256, 400, 441, 512, 600, 1000, 1024, 1103, 2048, 2049))
    o = {'n_fft': n, 'hop_length': int(pick(n // 4, n // 2, n // 3, 160, 77, 2 * n))}
    if r.random() < 0.4:
        o['win_length'] = int(r.integers(max(1, n // 3), n + 1))
    w = pick('hann', 'hamming', 'blackman', 'boxcar', ('kaiser', round(float(r.uniform(0, 14)), 3)), 'own')
    if w == 'own':
        w = [round(float(x), 6) for x in r.uniform(0.1, 1, o.get('win_length', n))]
    o['window'] = w
    if n <= samples and r.random() < 0.3:
        o['center'] = False
    elif n // 2 < samples and r.random() < 0.5 and (samples % o['hop_length'] or 2 * o['hop_length'] < n):
        # Else librosa mirrors only the last n_fft / 2 samples, one too few: its last frame is neither numpy's nor torch's.
        o['pad_mode'] = 'reflect'
    return o


def mel_options(samples, rate):
    o = stft_options(samples, rate)
    o['n_mels'] = int(pick(1, 8, 20, 40, 64, 128))
    if r.random() < 0.5:
        o['fmin'] = round(float(r.uniform(0, rate / 8)), 2)
    if r.random() < 0.5:
        o['fmax'] = round(float(r.uniform(rate / 4, rate / 2)), 2)
    o['htk'] = bool(r.random() < 0.5)
    if r.random() < 0.5:
        o['norm'] = None
    return o


def python(o):
    """Windows as librosa wants them."""
    o = dict(o)
    if isinstance(o.get('window'), list):
        o['window'] = np.array(o['window'])
    return o


def db_options():
    return {'ref': pick('max', 1.0, 0.01), 'amin': pick(1e-10, 1e-6), 'top_db': pick(80.0, 40.0, None)}


def power_to_db(S, o):
    return librosa.power_to_db(S, ref=np.max if o['ref'] == 'max' else o['ref'], amin=o['amin'], top_db=o['top_db'])


def save(kind, name, oracle, values, **more):
    file = f'{len(cases):03d}_{kind}.npy'
    values = np.ascontiguousarray(values, 'f4')
    np.save(f'{out}/{file}', values)
    cases.append({'file': file, 'kind': kind, 'signal': name, **oracle, 'shape': list(values.shape), **more})


def mel_power(name, rate, y):
    o = mel_options(len(y), rate)
    o['power'] = pick(2.0, 1.0, 1.5, 3.0)
    save('mel_power', name, {'librosa': o}, librosa.feature.melspectrogram(y=y, sr=rate, **python(o)))


def mel_db(name, rate, y):
    o, d = mel_options(len(y), rate), db_options()
    S = librosa.feature.melspectrogram(y=y, sr=rate, **python(o))
    save('mel_db', name, {'librosa': {**o, **d}}, power_to_db(S, d))


def stft_power(name, rate, y):
    o, power = stft_options(len(y), rate), pick(1.0, 2.0)
    save('stft_power', name, {'librosa': {**o, 'power': power}}, np.abs(librosa.stft(y, **python(o))) ** power)


def mfcc(name, rate, y):
    o = mel_options(len(y), rate)
    o['n_mels'] = max(20, o['n_mels'])
    m = {'n_mfcc': int(r.integers(1, o['n_mels'] + 1)), 'lifter': pick(0, 22, 7.5)}
    mel = {k: v for k, v in python(o).items() if k != 'norm'}
    mel['mel_norm'] = o.get('norm', 'slaney')
    save('mfcc', name, {'librosa': {**o, **m}}, librosa.feature.mfcc(y=y, sr=rate, **m, **mel))


def delta(name, rate, y):
    o = {'hop_length': 64, 'n_fft': 256, 'n_mels': 20}
    d = {'width': int(pick(3, 5, 9, 11)), 'order': int(pick(1, 2))}
    x = librosa.feature.mfcc(y=y, sr=rate, n_mfcc=5, **o)
    save('delta', name, {'librosa': {**o, 'n_mfcc': 5, **d}}, librosa.feature.delta(x, **d))


def pcen(name, rate, y):
    o = mel_options(len(y), rate)
    o['power'] = 1.0
    p = {'gain': pick(0.98, 0.8), 'bias': pick(2, 10.0, 0), 'pcen_power': pick(0.5, 0.25, 0),
         'time_constant': pick(0.4, 0.06), 'eps': pick(1e-6, 1e-3), 'max_size': int(pick(1, 3, 4))}
    S = librosa.feature.melspectrogram(y=y, sr=rate, **python(o)) * (2 ** 31)
    P = librosa.pcen(S, sr=rate, hop_length=o['hop_length'], **{k.replace('pcen_', ''): v for k, v in p.items()})
    save('pcen', name, {'librosa': {**o, **p}}, P)


def shape(kind):
    def make(name, rate, y):
        o = stft_options(len(y), rate)
        extra = {'roll_percent': pick(0.85, 0.5, 0.1)} if kind == 'spectral_rolloff' else {}
        # librosa guesses an even n_fft from the bins where it is not told the right one: it is told.
        save(kind, name, {'librosa': {**o, **extra}}, getattr(librosa.feature, kind)(y=y, sr=rate, **extra, **python(o)))
    return make


def level(kind):
    def make(name, rate, y):
        n = int(pick(100, 255, 512, 2048))
        o = {'frame_length': n, 'hop_length': int(pick(64, n // 2))}
        if n <= len(y):
            o['center'] = bool(r.random() < 0.6)
        save(kind, name, {'librosa': o}, getattr(librosa.feature, kind)(y=y, **o))
    return make


def kaldi(name, rate, y):
    o = {'num_mel_bins': int(pick(4, 23, 40, 80)), 'low_freq': pick(20.0, 0.0, 64.0), 'frame_length': pick(25.0, 20.0),
         'frame_shift': pick(10.0, 5.0), 'window_type': pick('povey', 'hanning', 'hamming', 'rectangular', 'blackman'),
         'preemphasis_coefficient': pick(0.97, 0.0, 0.5), 'high_freq': pick(0.0, 3500.0)}
    F = torchaudio.compliance.kaldi.fbank(torch.from_numpy(y)[None] * 32768, sample_frequency=float(rate), dither=0.0, **o)
    save('kaldi_fbank', name, {'kaldi': o}, F.numpy().T)


def torch_mel(name, rate, y):
    n = int(pick(256, 400, 480, 512))  # with odd sizes torchaudio puts bins where no transform has them
    o = {'n_fft': n, 'hop_length': n // 2, 'n_mels': int(pick(20, 40, 128)), 'htk': bool(r.random() < 0.5),
         'norm': pick(None, 'slaney'), 'pad_mode': 'reflect'}
    mel = torchaudio.transforms.MelSpectrogram(
        rate, n_fft=n, n_mels=o['n_mels'], norm=o['norm'], mel_scale='htk' if o['htk'] else 'slaney')
    save('mel_power', name, {'librosa': o}, mel(torch.from_numpy(y)).numpy(), made_with='torchaudio')


makers = [mel_power, mel_db, stft_power, mfcc, delta, pcen, shape('spectral_centroid'), shape('spectral_bandwidth'),
          shape('spectral_rolloff'), level('rms'), level('zero_crossing_rate'), kaldi, torch_mel, mel_power, mel_db, mel_db]
for i in range(count):
    name = pick(*data)
    makers[i % len(makers)](name, *data[name])
with open(f'{out}/manifest.json', 'w') as f:
    json.dump({'made_with': {'librosa': librosa.__version__, 'torchaudio': torchaudio.__version__, 'numpy': np.__version__,
                             'seed': seed}, 'signals': signals, 'cases': cases}, f, indent=1)
