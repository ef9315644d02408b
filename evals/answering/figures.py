"""Figures of selective answering: precision against share answered, the threshold, calibration."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .asking import Answer

PRECISION = 0.99
"""What the customer bot must reach."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What is answered at a threshold; ``floor`` is the lower end of the 95 % interval (Wilson)."""

    answered: int
    right: int
    asked: int
    known: int

    @property
    def precision(self) -> float:
        return self.right / self.answered if self.answered else 1.0

    @property
    def floor(self) -> float:
        n, p, z = self.answered, self.precision, 1.96
        if not n:
            return 0.0
        spread = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return float((p + z * z / (2 * n) - spread) / (1 + z * z / n))

    @property
    def share(self) -> float:
        """Of all questions, the share answered."""
        return self.answered / self.asked

    @property
    def share_of_known(self) -> float:
        """Of the questions the shop knows, the share answered rightly."""
        return self.right / self.known


def at_threshold(answers: Sequence[Answer], threshold: float) -> Selected:
    said = [answer for answer in answers if answer.confidence >= threshold]
    known = sum(answer.question.known for answer in answers)
    return Selected(len(said), sum(answer.right for answer in said), len(answers), known)


def curve(answers: Sequence[Answer]) -> list[tuple[float, float]]:
    """(share answered, precision) from the surest answer on; equal confidences at once."""
    points = []
    for threshold in sorted({answer.confidence for answer in answers}, reverse=True):
        selected = at_threshold(answers, threshold)
        points.append((selected.share, selected.precision))
    return points


def threshold_for(turns: Sequence[Sequence[Answer]], precision: float = PRECISION) -> float:
    """The lowest confidence from which the bot may answer; no lucky point, 1 where there is none.

    ``turns`` are the same questions answered several times, by constants fitted to different parts
    of them. Two things must hold of all that is answered from there on, in a turn on the mean: of
    those counted, ``precision`` were right, and their mean confidence less its standard error is
    no lower either. To count alone was tried: 116 of 116 in one half were 104 of 108 in the other.
    """
    pooled = sorted((answer for turn in turns for answer in turn), key=lambda a: -a.confidence)
    sure = np.array([answer.confidence for answer in pooled])
    right = np.array([answer.right for answer in pooled])
    count = np.arange(1, len(pooled) + 1)
    error = np.sqrt(np.cumsum(sure * (1 - sure)) * len(turns)) / count  # of one turn's answers
    expected = np.cumsum(sure) / count - error
    counted = np.cumsum(right) / count
    whole = np.append(sure[1:] < sure[:-1], True)  # equal confidences are answered together
    fitting = np.flatnonzero(whole & (expected >= precision) & (counted >= precision))
    return float(sure[fitting[-1]]) if len(fitting) else 1.0


@dataclass(frozen=True, slots=True)
class Reliability:
    """The answers of one band of confidence: how many, how sure on the mean, how many right."""

    low: float
    high: float
    count: int
    sure: float
    right: float


BANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)


def reliability(answers: Sequence[Answer]) -> list[Reliability]:
    table = []
    for low, high in pairwise(BANDS):
        here = [answer for answer in answers if low <= answer.confidence < high]
        if here:
            sure = float(np.mean([answer.confidence for answer in here]))
            right = float(np.mean([answer.right for answer in here]))
            table.append(Reliability(low, min(high, 1.0), len(here), sure, right))
    return table


def expected_error(answers: Sequence[Answer]) -> float:
    """Expected calibration error (ECE): how far confidence and truth are apart on the mean."""
    bands = reliability(answers)
    return sum(band.count * abs(band.sure - band.right) for band in bands) / len(answers)


def brier(answers: Sequence[Answer]) -> float:
    """Mean squared difference of confidence and truth; 0 is perfect."""
    return float(np.mean([(answer.confidence - answer.right) ** 2 for answer in answers]))
