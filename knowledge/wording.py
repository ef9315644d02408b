"""A customer's question taken apart, once for everything that looks at it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Floats
from knowledge.tokens import leans, subject


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """``words`` are the different ones that name what it is about, ``times`` how often each stands
    there.

    ``single`` marks characters and whole Latin words (pairs of characters would count them twice)
    and ``latin`` Latin words and numbers. ``leans``: whether it goes on from the turn before.
    """

    text: str
    words: Sequence[str]
    times: Floats
    single: NDArray[np.bool_]
    latin: NDArray[np.bool_]
    leans: bool


@lru_cache(maxsize=16)  # a message is searched several times: its scripts, then documents
def worded(text: str) -> Wording:
    """``text`` taken apart."""
    times = Counter(subject(text))
    latin = list(map(str.isascii, times))
    return Wording(
        text,
        list(times),
        np.array(list(times.values()), dtype=np.float32),
        np.array([own or len(word) == 1 for word, own in zip(times, latin, strict=True)]),
        np.array(latin, dtype=np.bool_),
        leans(text),
    )
