"""The mean of each block."""

def coarsen(dW, k):
    if len(dW) % k != 0:
        raise ValueError("no multiple")
    return [dW[i : i + k].mean(axis=0) for i in range(0, len(dW), k)]
