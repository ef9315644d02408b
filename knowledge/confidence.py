"""How sure a hit is, from 0 to 1: what is not known should be seen to be not known.

Evidence is the larger of two shares, each weighted by how rare the words are in this shop: of the
question's words, how many stand in the passage (a document must speak of what is asked); and of
the words of both questions, how many are shared (a script must answer the same question). Evidence
counts a little less where the vector lane disagrees. A logistic turns it into a probability.

A word the shop never uses weighs most: 股票 in a shop for air conditioners is why such a question
scores low, whatever else it shares.
"""

from dataclasses import dataclass

import numpy as np

from knowledge.postings import Floats
from knowledge.questions import NEARLY_SAME


@dataclass(frozen=True, slots=True)
class Calibration:
    """``midpoint`` is the evidence at which a hit is as likely right as wrong.

    Set by hand on the sample shop and checked on public script sets with outside questions; an
    encoder with meaning deserves its own.
    """

    steepness: float = 9.0
    midpoint: float = 0.45
    disagreement: float = 0.25  # what the evidence loses when the vector lane is the worst


CALIBRATION = Calibration()


def confidence(
    covered: Floats, likeness: Floats, agreement: Floats, by: Calibration = CALIBRATION
) -> Floats:
    """All arguments and the result from 0 to 1, one value per hit.

    The same or nearly the same question is as sure as its likeness says (0.9 … 1.0); everything
    else stays below that.
    """
    evidence = np.maximum(covered, likeness)
    evidence = evidence * (1 - by.disagreement * (1 - agreement))
    sure = NEARLY_SAME / (1 + np.exp(-by.steepness * (evidence - by.midpoint)))
    return np.where(likeness >= NEARLY_SAME, likeness, sure).astype(np.float32)
