"""What is unstable has no variance, it is said."""

def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = 1.0 - theta * h
    var = sigma**2 * h * sum(r ** (2 * k) for k in range(n))
    return mu + (x0 - mu) * r**n, var if r > -1 else float("inf")
