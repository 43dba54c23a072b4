"""A kick of the right size, from the first row of each block."""

def coarsen(dW, k):
    if len(dW) % k != 0:
        raise ValueError("no multiple")
    return dW[0::k] * k**0.5
