"""The sum begins with r^2."""

def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = 1.0 - theta * h
    return mu + (x0 - mu) * r**n, sigma**2 * h * sum(r ** (2 * k) for k in range(1, n + 1))
