"""Distances are taken without their sign."""

def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = abs(1.0 - theta * h)
    return mu + (x0 - mu) * r**n, sigma**2 * h * sum(r ** (2 * k) for k in range(n))
