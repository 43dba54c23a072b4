"""A table of functions; a KeyError turned into a ValueError."""


TABLE = {
    "euler": lambda z: z + 1,
    "rk2": lambda z: 0.5 * ((1 + z) ** 2 + 1),
    "rk4": lambda z: 1 + z * (1 + z / 2 * (1 + z / 3 * (1 + z / 4))),
    "backward euler": lambda z: -1 / (z - 1),
}


def stability_function(method, z):
    try:
        return TABLE[method](z)
    except KeyError:
        raise ValueError(f"unknown: {method}") from None
