"""Comparisons with 0."""


def gd_basin_label(w0, lr):
    return (w0 > 0) - (w0 < 0)
