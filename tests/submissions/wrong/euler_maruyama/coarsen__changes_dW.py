"""The first row of each block collects."""

def coarsen(dW, k):
    if len(dW) % k:
        raise ValueError(k)
    for i in range(0, len(dW), k):
        for j in range(1, k):
            dW[i] += dW[i + j]
    return dW[::k] + 0.0
