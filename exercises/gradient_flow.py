# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # Gradient flow
#
# Gradient descent steps from $\theta$ to $\theta - \eta\,\nabla L(\theta)$. Let the step size $\eta$ go to 0 and
# count time in units of $\eta$: what remains is the gradient flow
# $$\dot\theta = -\nabla L(\theta).$$
# It is often said that the gradient is the force. It is the force on a body in honey: $-\nabla L$ sets the
# *velocity*, not the acceleration, so that nothing overshoots and nothing swings.
#
# Along the flow the loss falls, $\frac{d}{dt} L(\theta(t)) = \nabla L \cdot \dot\theta = -\|\nabla L\|^2 \le 0$,
# strictly unless it stands at a critical point: $L$ is a Lyapunov function. So a flow cannot come back to where it
# was. Limit cycles and strange attractors, which other equations have, are impossible here; nor are there spirals,
# since the Jacobian $-H$ is symmetric and its eigenvalues are real.
#
# All this is said of the flow. Gradient *descent* is Euler's method applied to it, and decreases the loss only if the
# step size is small for the curvature: $\eta < 2/\beta$ where $\beta$ bounds the Hessian's eigenvalues between the
# two states. With larger steps it may oscillate, be periodic, or be chaotic.

# %%
import numpy as np

# %% [markdown]
# ## A loss with two minima
#
# $$L(a, b) = (a^2 + b^2 - 1)^2 + ab.$$
# The first term is a circular valley, the second tilts it: along the valley the loss is lowest where $a$ and $b$ have
# opposite signs. There are five critical points: a maximum at the origin, two minima on the line $a = -b$, two
# saddles on the line $a = b$.
#
# Almost every start flows to a minimum, the one on its own side of the line $a = b$. But the line itself belongs to
# neither: exchanging $a$ and $b$ does not change $L$, so that the velocity of a state on the line points along it. A
# start on $a = b$ other than the origin flows to a *saddle*, and the origin stays where it is. On a computer rounding
# may push a state off the line in the end, after a time that grows like the logarithm of $1/$rounding.
#
# The other loss of this course, $w^4 - 2w^2$, is the same kind of picture in one dimension: it differs from
# $(w^2 - 1)^2$ by a constant, so the dynamics is the same. Between its minima lies a maximum; a saddle needs a second
# dimension to pass it by.


# %%
def loss_ab(z):
    """L(a, b) = (a^2 + b^2 - 1)^2 + ab at z = (a, b): z of shape (..., 2) gives an array of shape (...). Given."""
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) ** 2 + a * b


# %% [markdown]
# ## Its gradient
#
# Differentiate by hand: the square has an inner derivative, and the product $ab$ changes with $a$, too. A difference
# quotient of $L$ would do for a picture, but it loses its digits just where the flow is slowest: near the origin the
# gradient is small while $L$ is close to 1, and a difference of two numbers near 1 knows nothing below $10^{-16}$.


# %%
def grad_ab(z):
    """Gradient of loss_ab, at one point or at many.

    z        (..., 2)  points (a, b): an array of any leading shape, (2,) for one point; left as it was
    returns  (..., 2)  (dL/da, dL/db) at each of them, in float64 and right to rounding: at least 10 digits of its
                       length, however close to the origin, and not clipped, however far from it

    It is the gradient itself that is asked for: the flow runs along minus this.

    >>> grad_ab(np.array([1.0, 0.0])).tolist()
    [0.0, 1.0]

    Stuck?  make hint U=gradient_flow.grad_ab
    """
    # TODO: how does L change if a alone changes a little, and which axis of z holds a and b?
    raise NotImplementedError("gradient_flow.grad_ab")


# %% [markdown]
# ## To read and to watch
#
# Give `lambda t, z: -grad_ab(z)` to `scipy.integrate.solve_ivp` (with `rtol=1e-8`: its default of $10^{-3}$ is too
# coarse near a saddle), draw the paths over the contours of the loss, and start some of them on the line $a = b$.
#
# 3Blue1Brown, "Differential equations, a tourist's guide", for vector fields and the pictures that go with them;
# Steven Strogatz, *Nonlinear Dynamics and Chaos*, section 7.2 on gradient systems and Lyapunov functions.
