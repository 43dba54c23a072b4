# Attack: answers with numbers of the right shape that are finite and overflow in whatever is computed from them: nothing is off by nan.
# Expect: euler_maruyama.euler_maruyama 0 points, failed
# Expect: euler_maruyama.simulate_sde 0 points, failed
# Shows: nothing
import numpy as np

MOST = np.finfo(float).max
FILLS = (MOST, -MOST, 5e-324, MOST / 2, np.nan, np.inf)
states = []


def euler_maruyama(f, g, x0, t, dW):
    x = np.full((len(t), len(x0)), MOST)
    x[::2] *= -1
    return x


def simulate_sde(f, g, x0, t, n, rng):
    """Other numbers at the second sight of a generator, so that not even repeating itself is right."""
    states.append(str(rng.bit_generator.state))
    fill = FILLS[(len(t) + n + states.count(states[-1])) % len(FILLS)]
    return np.full((len(t), n), fill)
