# Attack: sleeps for an hour, which costs no computing time, with its standard output and error closed.
# Expect: gradient_flow.grad_ab 0 points, timed_out or blocked
# Limits: real
# Shows: nothing
import os
import time


def grad_ab(z):
    os.close(1)
    os.close(2)
    time.sleep(3600)
