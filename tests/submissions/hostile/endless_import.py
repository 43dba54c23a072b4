# Attack: never finishes being imported, and takes no KeyboardInterrupt or SystemExit for an answer.
# Expect: gradient_flow.grad_ab 0 points, timed_out or blocked
# Shows: nothing
while True:
    try:
        while True:
            pass
    except (KeyboardInterrupt, SystemExit):
        continue


def grad_ab(z):
    return z
