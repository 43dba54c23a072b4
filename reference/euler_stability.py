# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Euler's method, accuracy and stability
#
# A differential equation $\dot y = f(t, y)$ says how fast the state changes, not where it is. To find out where it goes, a computer
# takes steps. The simplest step follows the arrow at the present point for a short while: Euler's method. Gradient descent is this
# method applied to $\dot\theta = -\nabla L(\theta)$, with the learning rate as step size $h$; a residual block $x + f(x)$ is one such step with
# $h = 1$. What can go wrong with the step size here goes wrong there too.

# %%
import numpy as np

# %% [markdown]
# ## Euler's method
#
# On a grid $t_0, t_1, \dots$ (of uneven steps, perhaps, or running backward in time) Euler's method computes
# $$y_{k+1} = y_k + (t_{k+1} - t_k)\, f(t_k, y_k).$$
# One step from the exact value misses by $O(h^2)$; about $1/h$ steps add these errors up to $O(h)$ at a fixed time: order one.


# %%
def euler(f, y0, t):
    """States of y' = f(t, y) by Euler's method, one row per time.

    f        (t, y) -> (d,)   rate of change [y per s]; t is a number, y an array of shape (d,)
    y0       (d,)             state at t[0] [y]; left as it was
    t        (K,)             grid [s]; steps may be uneven or negative; K >= 1
    returns  (K, d)           row k is the state at t[k], in float64; row 0 is y0

    >>> euler(lambda t, y: -y, [1.0], [0.0, 0.5, 1.0])[:, 0].tolist()
    [1.0, 0.5, 0.25]

    Stuck?  make hint U=euler_stability.euler
    """
    # TODO: over which interval does the slope f(t[k], y[k]) act?
    ### BEGIN SOLUTION
    y = [np.array(y0, dtype=float)]
    for start, stop in zip(t[:-1], t[1:]):
        y.append(y[-1] + (stop - start) * np.asarray(f(start, y[-1])))
    return np.stack(y)
    ### END SOLUTION
