# Attack: computes, looks at what it was given, and then says that it is not written yet, or blames another exercise.
# Expect: euler_maruyama.euler_maruyama 0 points, not_attempted
# Expect: euler_maruyama.simulate_sde 0 points, blocked
# Shows: nothing
class NotImplementedYet(NotImplementedError):
    pass


NotImplementedYet.__name__ = "NotImplementedError"


def euler_maruyama(f, g, x0, t, dW):
    print(f(t[0], x0), g(t[0], x0), dW)
    raise NotImplementedYet("euler_maruyama.euler_maruyama")


def simulate_sde(f, g, x0, t, n, rng):
    raise NotImplementedYet("euler_stability.euler")
