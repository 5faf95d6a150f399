"""Quantiles of Student's t by plain numerical integration, as an oracle that is nobody's code but this."""

from math import gamma, pi, sqrt

STEPS = 2000  # even


def density(t, freedom):
    scale = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    return scale * (1 + t * t / freedom) ** (-(freedom + 1) / 2)


def above_zero(t, freedom):
    """The probability between 0 and t, by Simpson's rule."""
    width = t / STEPS
    inner = sum((4 if i % 2 else 2) * density(i * width, freedom) for i in range(1, STEPS))
    return (density(0, freedom) + inner + density(t, freedom)) * width / 3


def quantile(probability, freedom):
    """@param probability  above one half"""
    low, high = 0.0, 1.0
    while above_zero(high, freedom) < probability - 0.5:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if above_zero(middle, freedom) < probability - 0.5 else (low, middle)
    return (low + high) / 2
