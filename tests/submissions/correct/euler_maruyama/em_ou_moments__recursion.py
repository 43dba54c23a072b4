"""The moments before the last step, and one more."""


def em_ou_moments(n, h, x0, theta, mu, sigma):
    if n == 0:
        return float(x0), 0.0
    mean, var = em_ou_moments(n - 1, h, x0, theta, mu, sigma)
    return mean - theta * h * (mean - mu), (1 - theta * h) ** 2 * var + sigma**2 * h
