"""Shifts that cover every hour of a day at the least cost: an integer program, solved by HiGHS
through SciPy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .assumptions import HOURS, Shift


@dataclass(frozen=True, slots=True)
class Cover:
    """People on each shift, and by hour how many are there and how many are ``short``."""

    heads: Mapping[str, int]
    there: tuple[int, ...]
    short: tuple[int, ...]


_SHORT = 1_000.0
"""What an hour with a person too few costs beside a shift: it is avoided wherever people are."""


def cover(needed: Sequence[int], shifts: Sequence[Shift]) -> Cover:
    """``needed`` people in each of the 24 hours. Where all there are do not reach, the hours that
    are short say by how many."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    count = len(shifts)
    covers = np.zeros((HOURS, count + HOURS))
    for column, shift in enumerate(shifts):
        covers[list(shift.hours), column] = 1
    covers[:, count:] = np.eye(HOURS)  # what is short
    cost = np.array([*(s.cost * len(s.hours) for s in shifts), *[_SHORT] * HOURS])
    most = np.array([*(float(s.most) for s in shifts), *(float(n) for n in needed)])
    solved = milp(
        cost,
        constraints=LinearConstraint(covers, lb=np.array(needed, dtype=float)),
        integrality=np.ones_like(cost),
        bounds=Bounds(0, most),
    )
    if solved.x is None:  # cannot be: all may be short
        raise ArithmeticError(solved.message)
    whole = [round(value) for value in solved.x]
    heads = {shift.name: whole[column] for column, shift in enumerate(shifts)}
    there = tuple(sum(heads[s.name] for s in shifts if hour in s.hours) for hour in range(HOURS))
    short = tuple(max(0, n - here) for n, here in zip(needed, there, strict=True))
    return Cover(heads, there, short)
