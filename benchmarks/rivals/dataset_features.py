"""Clips per second from WAV files to dB mel spectrograms by libsndfile + torchaudio (and by librosa where it is installed), the rival of
io.auricle.benchmarks.DatasetFeatures. Arguments: data set folder, passes, processes. Debian: python3-torch python3-torchaudio python3-soundfile.
Each process has one torch thread and its own share of the clips: the fastest way for this loop on few cores."""
import csv, multiprocessing, os, statistics, sys, time
import numpy as np, soundfile, torch, torchaudio

FRONT_ENDS = {'compact': (1024, 512, 64, 11025.0, 'one'), 'notebook': (4096, 512, 128, 8000.0, 'max')}


def with_torchaudio(n_fft, hop, mels, fmax, ref):
    mel = torchaudio.transforms.MelSpectrogram(22050, n_fft, hop_length=hop, n_mels=mels, f_max=fmax, norm='slaney', mel_scale='slaney', pad_mode='constant')
    db = torchaudio.transforms.AmplitudeToDB('power', 80)

    def features(y):
        d = db(mel(torch.from_numpy(y)))
        return d - d.max() if ref == 'max' else d
    return features


def with_librosa(n_fft, hop, mels, fmax, ref):
    import librosa
    return lambda y: librosa.power_to_db(librosa.feature.melspectrogram(y=y, sr=22050, n_fft=n_fft, hop_length=hop, n_mels=mels, fmax=fmax), ref=np.max if ref == 'max' else 1.0)


def work(task):
    make, settings, files = task
    torch.set_num_threads(1)
    features = make(*settings)
    features(np.zeros(88200, 'f4'))  # tables are made before the clock starts
    barrier.wait()
    start, cpu = time.perf_counter(), time.process_time()
    for file in files:
        y, rate = soundfile.read(file, dtype='float32', always_2d=True)
        assert rate == 22050
        y = y.mean(axis=1)
        y = np.pad(y, (0, max(0, 88200 - len(y))))
        with torch.inference_mode():
            features(y[:88200])
    return start, time.perf_counter(), time.process_time() - cpu


def init(shared):
    global barrier
    barrier = shared


def main(folder, passes, processes):
    rows = csv.DictReader(open(f'{folder}/metadata/UrbanSound8K.csv'))
    files = [f"{folder}/audio/fold{r['fold']}/{r['slice_file_name']}" for r in rows]
    files = [f for f in files if os.path.exists(f)]
    makers = [('torchaudio', with_torchaudio)]
    try:
        import librosa
        makers.append(('librosa', with_librosa))
    except ImportError:
        print('librosa is not installed')
    with multiprocessing.get_context('fork').Pool(processes, init, (multiprocessing.Barrier(processes),)) as pool:
        for name, settings in FRONT_ENDS.items():
            for rival, make in makers:
                rates, costs = [], []
                for _ in range(passes):
                    spans = pool.map(work, [(make, settings, files[i::processes]) for i in range(processes)], chunksize=1)
                    rates.append(len(files) / (max(s[1] for s in spans) - min(s[0] for s in spans)))
                    costs.append(1e3 * sum(s[2] for s in spans) / len(files))
                print(f'{name} features by {rival}: median {statistics.median(costs):.2f} CPU ms per clip, all {[round(c, 2) for c in costs]}')
                print(f'{name} features of {len(files)} clips by {rival}: median {statistics.median(rates):.1f} clips/s, all {[round(r, 1) for r in rates]}', flush=True)


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
