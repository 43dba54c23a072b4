"""range(n + 1) terms, and r to the n + 1."""

def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = 1.0 - theta * h
    return mu + (x0 - mu) * r ** (n + 1), sigma**2 * h * sum(r ** (2 * k) for k in range(n + 1))
