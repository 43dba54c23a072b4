"""Kicks of standard deviation sigma."""

def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = 1.0 - theta * h
    return mu + (x0 - mu) * r**n, sigma**2 * sum(r ** (2 * k) for k in range(n))
