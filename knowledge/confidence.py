"""How sure a hit is, from 0 to 1: what is not known should be seen to be not known.

A logistic over three kinds of evidence. *Coverage*: of what the question names, weighted by how
rare the words are in this shop, how much stands in the passage. *Likeness*: how alike the question
and the script's nearest question are (documents have none). *Agreement*: how near to the best
hit this one is in both lanes, the worse of the two counting.

A word the shop never uses weighs most. That is why 今天股票怎么样 stays low in a shop for air
conditioners, whatever else it shares.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Floats
from knowledge.questions import NEARLY_SAME

# Rarity added to what a document is asked: one common word, covered, is no proof of anything.
_DOUBT = 2.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """The logistic's constants: a hit is as likely right as wrong where they add up to 0.

    Fitted by logistic regression on questions that were left out of the sample shop's index
    (scripts), on public question and passage sets (documents) and on questions from outside, and
    rounded. An encoder that knows meaning deserves a fit of its own.
    """

    bias: float
    coverage: float
    likeness: float
    agreement: float


SCRIPTS = Calibration(bias=-6.5, coverage=2.0, likeness=0.6, agreement=5.1)
DOCUMENTS = Calibration(bias=-9.0, coverage=12.0, likeness=0.0, agreement=3.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value per hit, from 0 to 1; ``asked`` is the summed rarity of the question's words."""

    asked: float
    covered: Floats
    likeness: Floats
    agreement: Floats
    is_script: NDArray[np.bool_]


def confidence(evidence: Evidence) -> Floats:
    """One value per hit, larger is surer.

    The same or nearly the same question is as sure as its likeness says (0.9 … 1.0); everything
    else stays below that.
    """
    doubted = evidence.covered * evidence.asked / (evidence.asked + _DOUBT)
    sure = np.where(
        evidence.is_script,
        _logistic(evidence, evidence.covered, SCRIPTS),
        _logistic(evidence, doubted, DOCUMENTS),
    )
    return np.where(evidence.likeness >= NEARLY_SAME, evidence.likeness, NEARLY_SAME * sure)


def _logistic(evidence: Evidence, covered: Floats, by: Calibration) -> Floats:
    total = (
        by.bias
        + by.coverage * covered
        + by.likeness * evidence.likeness
        + by.agreement * evidence.agreement
    )
    return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)
