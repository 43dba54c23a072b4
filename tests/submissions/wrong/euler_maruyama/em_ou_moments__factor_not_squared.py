"""Powers of r, where those of r^2 belong."""

def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = 1.0 - theta * h
    return mu + (x0 - mu) * r**n, sigma**2 * h * sum(r**k for k in range(n))
