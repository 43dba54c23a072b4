"""Single precision, which is noticed and accepted."""
import numpy as np


def euler(f, y0, t):
    out = np.zeros((len(t), len(y0)), dtype=np.float32)
    out[0] = y0
    for k, h in enumerate(np.diff(t)):
        out[k + 1] = out[k] + h * np.asarray(f(t[k], out[k]))
    return out
