"""make.py FEATURES.md: what librosa gives for the left column of the table in docs/features.md, as <row>.npy beside this script; the lines asked are kept in calls.txt."""
import pathlib, re, sys, librosa, numpy as np
assert librosa.__version__.startswith("0.11"), librosa.__version__
here = pathlib.Path(__file__).parent
sr = 22050
t = np.arange(6000) / sr
y = (0.3 * np.sin(2 * np.pi * 440 * t) * np.sin(20 * t) + 0.05 * np.random.default_rng(7).standard_normal(t.size)).astype(np.float32)
np.save(here / "y.npy", y)
calls = re.findall(r"^\| `([^`]+)` \| `[^`]+` \|$", pathlib.Path(sys.argv[1]).read_text().split("| librosa 0.11 |")[1].split("\n\n")[0], re.M)
for row, call in enumerate(calls):
    np.save(here / f"{row}.npy", np.ascontiguousarray(np.asarray(eval(call), np.float32)))
(here / "calls.txt").write_text("\n".join(calls) + "\n")
print(len(calls), "rows")
