"""math.dist of each pair of rows; a tuple."""
import math


def global_errors(y, y_exact):
    return tuple(map(math.dist, y, y_exact))
