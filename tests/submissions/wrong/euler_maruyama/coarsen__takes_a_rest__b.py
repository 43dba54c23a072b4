"""The last block may be shorter."""

def coarsen(dW, k):
    return [dW[i : i + k].sum(axis=0) for i in range(0, len(dW), k)]
