# Attack: ends its process with the exit code of success while it is imported.
# Expect: euler_stability.euler 0 points, crashed or blocked
# Expect: euler_stability.plot_step_sizes 0 points, blocked
# Shows: nothing
import os

print("2 exercises, 10 of 10 points", flush=True)
os._exit(0)
