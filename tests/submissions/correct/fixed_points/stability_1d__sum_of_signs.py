"""Signs as numbers, +1 for each side that leads towards x."""

import numpy as np


def stability_1d(f, x, delta):
    total = sum(-side * np.sign(f(x + side * delta)) for side in (-1, 1))
    return {2: "Stable", 0: "half-stable", -2: "Unstable"}[int(total)]
