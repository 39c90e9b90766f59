"""Golden numbers of `cnn-lstm` in small: one forward and one backward pass in training mode, dropout off, by PyTorch's own kernels and
autograd in double precision. Run: python3 golden_cnn_lstm.py > golden_cnn_lstm.json   (PyTorch 1.13)

Weights and inputs are made by a formula that the test repeats. Names and layouts are Deeplearning4j's: convolutions [out, in, 3, 3], dense
[in, out], LSTM kernels [in, 4 units] with the columns candidate, forget, output, input. Gradients are of the loss summed over the batch.
"""
import json
import torch
import torch.nn.functional as F

BATCH, BANDS, FRAMES, CLASSES = 5, 50, 62, 4
FILTERS, DENSE, LSTMS = (3, 4, 5, 6), 8, (7, 6)
EPSILON, MOMENTUM = 1e-3, 0.99
torch.set_default_dtype(torch.float64)
parameters, statistics = {}, {}


def numbers(salt, *shape):
    """Values in [-1, 1) that look random and are exact fractions."""
    count = 1
    for size in shape:
        count *= size
    return torch.tensor([((7919 * k + 131 * salt + 17) % 10007) / 10007 * 2 - 1 for k in range(count)]).reshape(shape)


def parameter(name, values):
    parameters[name] = values.requires_grad_()
    return parameters[name]


def weights(name, fan_in, *shape):
    return parameter(name, numbers(len(parameters), *shape) * (3 / fan_in) ** 0.5)


def bias(name, size):
    return parameter(name, numbers(len(parameters), size) * 0.1)


def batch_norm(name, x):
    gamma = parameter(name + "_gamma", 1 + 0.3 * numbers(len(parameters), x.shape[1]))
    beta = parameter(name + "_beta", 0.2 * numbers(len(parameters), x.shape[1]))
    axes = [a for a in range(x.dim()) if a != 1]
    statistics[name + "_mean"] = (1 - MOMENTUM) * x.mean(axes)  # moving mean starts at 0, moving variance at 1
    statistics[name + "_var"] = MOMENTUM + (1 - MOMENTUM) * x.var(axes, unbiased=False)
    return F.batch_norm(x, None, None, gamma, beta, training=True, eps=EPSILON)


def lstm_step(name, x, units):
    """Keras's cell with activation ReLU, from a zero state."""
    w = weights(name + "_W", x.shape[1], x.shape[1], 4 * units)
    weights(name + "_RW", units, units, 4 * units)  # times a zero state
    b = bias(name + "_b", 4 * units)
    candidate, forget, output, gate = torch.split(x @ w + b, units, dim=1)
    cell = torch.sigmoid(gate) * F.relu(candidate)
    return torch.sigmoid(output) * F.relu(cell)


x = numbers(1000, BATCH, 1, BANDS, FRAMES) * 2
channels = 1
for block, filters in enumerate(FILTERS, 1):
    w = weights(f"conv{block}_W", 9 * channels, filters, channels, 3, 3)
    x = F.relu(F.conv2d(x, w, bias(f"conv{block}_b", filters)))
    x = batch_norm(f"norm{block}", F.max_pool2d(x, 2))
    channels = filters
x = x.flatten(1)
x = F.relu(x @ weights("dense1_W", x.shape[1], x.shape[1], DENSE) + bias("dense1_b", DENSE))
x = batch_norm("norm5", x)
x = batch_norm("norm6", lstm_step("lstm1", x, LSTMS[0]))
x = batch_norm("norm7", lstm_step("lstm2", x, LSTMS[1]))
logits = x @ weights("label_W", x.shape[1], x.shape[1], CLASSES) + bias("label_b", CLASSES)
labels = torch.arange(BATCH) % CLASSES
loss = F.cross_entropy(logits, labels, reduction="sum")
loss.backward()


def rounded(tensor):
    return [float(f"{v:.9g}") for v in tensor.flatten().tolist()]


print(json.dumps({
    "script": "golden_cnn_lstm.py", "engine": "PyTorch " + torch.__version__,
    "probabilities": rounded(F.softmax(logits, 1)), "meanLoss": loss.item() / BATCH,
    "parameters": [{"name": n, "shape": list(p.shape), "gradient": rounded(p.grad if p.grad is not None else torch.zeros_like(p))}
                   for n, p in parameters.items()],
    "movingStatistics": {n: rounded(v) for n, v in statistics.items()}}, indent=0))
