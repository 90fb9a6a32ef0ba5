"""Moving, turning and stretching what is drawn."""

import math
from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def moved(x: float, y: float) -> Matrix:
    """Return the matrix that moves by (x, y)."""
    return (1.0, 0.0, 0.0, 1.0, x, y)


def rotated(angle: float, x: float, y: float) -> Matrix:
    """Return the matrix that turns by `angle` degrees, clockwise, around (x, y)."""
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


def scaled(across: float, down: float, x: float, y: float) -> Matrix:
    """Return the matrix that stretches by these factors, away from (x, y)."""
    return (across, 0.0, 0.0, down, x - across * x, y - down * y)


def combined(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first and then `outer`."""
    a, b, c, d, e, f = outer
    k, l, m, n, o, p = inner  # noqa: E741 - a matrix in its usual letters
    return (
        *(a * k + c * l, b * k + d * l, a * m + c * n, b * m + d * n),
        *(a * o + c * p + e, b * o + d * p + f),
    )
