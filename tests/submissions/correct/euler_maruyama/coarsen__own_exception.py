"""A subclass of ValueError."""

def coarsen(dW, k):
    class Rest(ValueError):
        pass

    if len(dW) % k > 0:
        raise Rest(k)
    return sum(dW[i::k] for i in range(k))
