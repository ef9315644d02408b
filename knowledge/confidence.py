"""How sure a hit is, from 0 to 1: what is not known should be seen to be not known.

A logistic over the evidence (``knowledge.evidence``), fitted on questions the sample shop answers
and questions it does not, so that of the hits with 0.8 about 8 in 10 are right. The constants are
in ``knowledge.calibrations``; ``python -m evals.answering --fit`` makes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.evidence import FEATURES, Evidence
from knowledge.inverted import Floats
from knowledge.questions import NEARLY_SAME

SUREST = 0.999
"""What a hit can reach without being asked in the script's own words."""

OTHERWISE = 0.6
"""What a hit can reach that speaks of something else: an agent may look, the bot does not say it.
Set, not fitted: such look-alikes are too few among any questions to learn their weight from."""


@dataclass(frozen=True)
class Logistic:
    """``bias`` plus one weight for a unit of each feature; a feature not named weighs nothing."""

    bias: float
    weights: Mapping[str, float]

    def of(self, features: Floats) -> Floats:
        """One value per row of ``features``, above 0 and below 1."""
        return np.asarray(1 / (1 + np.exp(-self.bias - features @ self._column)), dtype=np.float32)

    @cached_property
    def _column(self) -> Floats:
        return np.array([self.weights.get(name, 0.0) for name in FEATURES], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Scripts and documents answer differently and have constants of their own.

    ``customer_bot`` is the confidence from which the customer bot may answer by itself: on the
    questions it was fitted to, at least 99 % of what was answered from there on was right.
    """

    scripts: Logistic
    documents: Logistic
    customer_bot: float


def confidence(evidence: Evidence, by: Calibration) -> Floats:
    """One value per hit, larger is surer.

    The same or nearly the same question is at least as sure as its likeness says (0.9 … 1.0).
    """
    sure = by.scripts.of(evidence.features)
    if not evidence.is_script.all():
        sure = np.where(evidence.is_script, sure, by.documents.of(evidence.features))
    sure = np.minimum(sure, np.where(evidence.otherwise, OTHERWISE, SUREST))
    same = evidence.likeness >= NEARLY_SAME
    return np.where(same, np.maximum(evidence.likeness, sure), sure)
