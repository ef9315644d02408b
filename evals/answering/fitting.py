"""Fits the confidence's constants: a logistic whose weights keep the sign that makes sense.

Only numpy. Signs and a mild penalty hold the fit to what is known beforehand: that a hit holds
more of the question never makes it less likely, whatever 600 questions happen to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np

from knowledge.confidence import Calibration, Logistic
from knowledge.evidence import FEATURES
from knowledge.types import Kind

from .asking import Answer, Found, answers, rows_of
from .figures import threshold_for

FOLDS = 5
TURNS = 8
PENALTY = 2.0
STEPS = 1_500

SIGNS: Mapping[str, int] = {
    "covered": 1,
    "together": 1,
    "same_question": 1,
    "cosine": 1,
    "cosine_lead": 1,
    "lead": 1,
    "asked": 1,
    "beaten": -1,
    "counts": -1,
    "exists": -1,
    "other_form": -1,
    "permits": -1,
    "no_product": 0,
    "which_product": -1,
    "own_product": 1,
    "alike": 1,
    "missed": -1,
}
"""1: more of it never makes a hit less likely; −1: never more likely; 0: either."""

COSINES = frozenset({"cosine", "cosine_lead"})
"""What an encoder that was not measured may not be judged by: its cosines lie elsewhere."""


def calibrated(found: Sequence[Found], without: frozenset[str] = frozenset()) -> Calibration:
    """Constants fitted on these hits; features in ``without`` weigh nothing.

    The bot's threshold is chosen on questions answered with constants fitted without them.
    """
    threshold = threshold_for([out_of_fold(found, without, turn) for turn in range(TURNS)])
    return replace(_constants(found, without), customer_bot=round(threshold, 4))


def out_of_fold(
    found: Sequence[Found], without: frozenset[str] = frozenset(), turn: int = 0
) -> list[Answer]:
    """Each question answered with constants that were fitted without it; every ``turn`` divides
    the questions otherwise."""
    said: list[Answer] = []
    for fold in range(FOLDS):
        others = [hits for hits in found if _fold(hits, turn) != fold]
        mine = [hits for hits in found if _fold(hits, turn) == fold]
        said.extend(answers(mine, _constants(others, without)))
    return said


def _constants(found: Sequence[Found], without: frozenset[str]) -> Calibration:
    scripts, documents = (
        _logistic(*rows_of(found, kind), without) for kind in (Kind.SCRIPT, Kind.DOCUMENT)
    )
    return Calibration(scripts, documents, customer_bot=1.0)


def _fold(hits: Found, turn: int) -> int:
    return sha256(hits.question.text.encode()).digest()[1 + turn] % FOLDS


def _logistic(features: np.ndarray, right: np.ndarray, without: frozenset[str]) -> Logistic:
    used = np.array([name not in without for name in FEATURES]) & (features.std(axis=0) > 1e-6)
    centre, spread = features.mean(axis=0), np.where(used, features.std(axis=0), 1)
    columns = np.where(used, (features - centre) / spread, 0)
    bias, *weights = _descended(columns, right, np.array([SIGNS[name] for name in FEATURES]))
    scaled = np.array(weights) / spread * used
    kept = {n: round(float(w), 3) for n, w in zip(FEATURES, scaled, strict=True) if abs(w) > 0.0005}
    return Logistic(round(float(bias - centre @ scaled), 3), kept)


def _descended(columns: np.ndarray, right: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """Accelerated projected descent: after each step a weight of the wrong sign is set to 0."""
    with_bias = np.c_[np.ones(len(columns)), columns]
    free = np.r_[0, signs]
    penalty = np.r_[0, np.full(len(signs), PENALTY)]
    size = 1 / (np.linalg.norm(with_bias, 2) ** 2 / 4 + PENALTY)
    weights = ahead = np.zeros(with_bias.shape[1])
    momentum = 1.0
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-with_bias @ ahead))
        step = ahead - size * (with_bias.T @ (sure - right) + penalty * ahead)
        step = np.where(free * step < 0, 0, step)
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = step + (momentum - 1) / following * (step - weights)
        weights, momentum = step, following
    return weights
