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
