"""check.py SOUNDS FEATURES: are the features those of librosa? Exit code 1 if not."""
import pathlib, sys, librosa, numpy as np
worst = 0
for wav in sorted(pathlib.Path(sys.argv[1]).rglob("*.wav")):
    y, sr = librosa.load(wav, sr=22050)
    theirs = librosa.power_to_db(librosa.feature.melspectrogram(y=y, sr=sr))
    ours = np.load(pathlib.Path(sys.argv[2]) / (str(wav.relative_to(sys.argv[1])) + ".npy"))
    assert ours.dtype == np.float32 and ours.shape == theirs.shape, (wav, ours.dtype, ours.shape, theirs.shape)
    worst = max(worst, float(np.abs(ours - theirs).max()))
print(f"largest difference from librosa {librosa.__version__}: {worst:.1e} dB")
sys.exit(not worst < 1e-3)
