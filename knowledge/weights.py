"""How the lanes of a search are weighed against each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Each lane is first brought to 0…1 over the rows left in.

    ``synonyms`` is what a group of synonyms counts beside a word in the word lane, ``previous``
    what the customer's turn before counts beside a question that leans on it (``Wording``).
    ``own_product`` is what a passage of the product asked about is given over a general one. The
    defaults are for the hashed encoder: a lexical vector lane must stay the small one.
    """

    words: float = 0.8
    vectors: float = 0.2
    synonyms: float = 2.0
    previous: float = 0.5
    own_product: float = 0.1

    @classmethod
    def shared(cls, vectors: float) -> "Weights":
        """With this share, 0 to 1, for the vectors and the rest for the words."""
        return cls(words=1 - vectors, vectors=vectors)


BY_ENCODER = {"hashed": Weights()}
"""Measured on public sets (``evals.acceptance``)."""

UNMEASURED = 0.4
"""The vectors' share for any other encoder, until somebody measures it: with an English model, of
no use in Chinese, it cost 1 to 3 points of nDCG@10 on the public sets, and 0.6 cost 11 to 16."""


def weights_for(encoder: str, share: float | None = None) -> Weights:
    """``share`` of the vectors as set, or as measured for the encoder of that name."""
    if share is not None:
        return Weights.shared(share)
    return BY_ENCODER.get(encoder) or Weights.shared(UNMEASURED)
