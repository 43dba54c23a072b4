"""E X^2, step by step."""

def em_ou_moments(n, h, x0, theta, mu, sigma):
    m, s = x0, x0**2
    for _ in range(n):
        r = 1.0 - theta * h
        s = r * r * s + 2 * r * theta * h * mu * m + (theta * h * mu) ** 2 + sigma**2 * h
        m = r * m + theta * h * mu
    return m, s
